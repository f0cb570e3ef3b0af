package dev.gantry.process;

import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.store.Store;
import dev.gantry.process.folder.DataFolder;
import dev.gantry.process.folder.FunctionUser;
import dev.gantry.process.ledger.GroupLedger;
import dev.gantry.process.log.FunctionLogs;
import dev.gantry.watchdog.process.ProcessLedger;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a provider holds open in its data folder. What a killed predecessor left running is ended
 * when the folder is opened, before the database is.
 *
 * @param user whose rights functions have
 * @param folder the folder, held by this process
 * @param ledger knows the running process groups; empty on systems where it cannot
 * @param store what should be
 * @param logs what functions wrote
 */
record OpenFolder(
    FunctionUser user,
    DataFolder folder,
    Optional<GroupLedger> ledger,
    Store store,
    FunctionLogs logs)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenFolder.class);

  static OpenFolder open(ProcessProviderSettings settings) throws CannotStartException {
    FunctionUser user = FunctionUser.choose(settings.runAs());
    DataFolder folder = DataFolder.open(settings.dataFolder(), user);
    try {
      Optional<GroupLedger> ledger = ledger(folder);
      Store store = Store.open(folder.path());
      FunctionLogs logs =
          new FunctionLogs(folder.logs(), settings.logFileBytes(), settings.clock());
      return new OpenFolder(user, folder, ledger, store, logs);
    } catch (CannotStartException | RuntimeException failed) {
      close(folder);
      throw failed;
    }
  }

  private static Optional<GroupLedger> ledger(DataFolder folder) throws CannotStartException {
    if (!GroupLedger.isSupported()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GroupLedger.open(folder.ledger()));
    } catch (IOException failed) {
      throw new CannotStartException(
          "cannot use " + folder.ledger() + ": " + failed.getMessage(), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("interrupted while starting", stop);
    }
  }

  /** Who is told of process starts. */
  ProcessLedger processLedger() {
    return ledger.isPresent() ? ledger.get() : ProcessLedger.none();
  }

  /** Releases everything, the folder last. */
  @Override
  public void close() {
    logs.close();
    store.close();
    ledger.ifPresent(GroupLedger::close);
    close(folder);
  }

  private static void close(DataFolder folder) {
    try {
      folder.close();
    } catch (IOException failed) {
      LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("folder lock not released");
    }
  }
}
