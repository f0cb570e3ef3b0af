package dev.gantry.watchdog.process;

import java.io.IOException;
import org.junit.jupiter.api.Timeout;

/** What every way of starting processes promises; its parts are the interfaces that extend it. */
@Timeout(60)
interface ProcessStarterContract {

  /** The starter under test. */
  ProcessStarter starter(ProcessLedger ledger);

  /** How many processes it can be asked for at once. */
  int crowd();

  default ChildProcess start(ProcessCommand command) throws IOException {
    return starter(ProcessLedger.none()).start(command);
  }

  default ChildProcess shell(String script) throws IOException {
    return start(Commands.shell(script));
  }
}
