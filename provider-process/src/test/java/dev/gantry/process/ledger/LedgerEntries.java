package dev.gantry.process.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Reads a ledger that another program writes. */
public final class LedgerEntries {

  private LedgerEntries() {}

  /** The numbers of the processes it holds. */
  public static Set<Long> of(Path ledger) throws IOException {
    return LedgerFile.open(ledger).entries().keySet();
  }
}
