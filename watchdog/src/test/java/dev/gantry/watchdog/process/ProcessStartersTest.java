package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProcessStartersTest {

  private final List<String> warnings = new ArrayList<>();

  @Test
  void takesTheFastOneInSilenceWhereItWorks() {
    ProcessStarter starter = ProcessStarters.fastest(warnings::add, ProcessLedger.none());

    assertThat(starter).isInstanceOf(SpawnStarter.class);
    assertThat(warnings).isEmpty();
  }

  @Test
  void warnsOnceWithTheReasonWhereItDoesNot() {
    ProcessStarter starter =
        ProcessStarters.withObstacle(
            Optional.of("it needs Linux"), warnings::add, ProcessLedger.none());

    assertThat(starter).isInstanceOf(BuilderStarter.class);
    assertThat(warnings)
        .containsExactly(
            "Processes are started by the slower java.lang.ProcessBuilder because posix_spawn"
                + " cannot be used: it needs Linux");
  }
}
