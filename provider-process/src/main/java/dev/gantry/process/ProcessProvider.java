package dev.gantry.process;

import dev.gantry.host.HostProvider;
import dev.gantry.host.HostSettings;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.process.folder.FunctionUser;
import dev.gantry.process.launch.WatchdogLauncher;
import dev.gantry.watchdog.process.ProcessStarters;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs functions as local processes with nothing to install: each replica is a watchdog in this JVM
 * that listens on a loopback port and forks the function's command for every call.
 *
 * <p>Everything is kept in the data folder, which one process uses at a time. What should be
 * survives the end of this program at any moment; process groups that a killed one left are ended
 * when the folder is opened again.
 */
public final class ProcessProvider extends HostProvider {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessProvider.class);

  private final FunctionUser user;

  private ProcessProvider(ProcessProviderSettings settings, OpenFolder open, ProcessEngine engine) {
    super(
        engine,
        open.store(),
        new HostSettings(settings.defaultNamespace(), settings.drainLimit(), settings.clock()));
    this.user = open.user();
  }

  /**
   * Takes the data folder, ends what a killed predecessor left, and starts every function again.
   *
   * @throws CannotStartException if a person has to change something first
   */
  public static ProcessProvider open(ProcessProviderSettings settings) throws CannotStartException {
    return open(settings, open -> watchdogs(settings, open));
  }

  /** What launches real replicas. */
  static ReplicaLauncher watchdogs(ProcessProviderSettings settings, OpenFolder open) {
    return new WatchdogLauncher(
        open.folder(),
        open.logs(),
        ProcessStarters.fastest(ProcessProvider::warn, open.processLedger()),
        settings.path());
  }

  private static void warn(String sentence) {
    LOG.atWarn().addKeyValue("reason", sentence).log("processes start slower than they could");
  }

  static ProcessProvider open(
      ProcessProviderSettings settings, Function<OpenFolder, ReplicaLauncher> launcher)
      throws CannotStartException {
    OpenFolder open = OpenFolder.open(settings);
    ProcessEngine engine;
    try {
      engine = new ProcessEngine(settings, open, launcher.apply(open));
    } catch (RuntimeException failed) {
      open.close();
      throw failed;
    }
    return open(engine, open.store(), () -> new ProcessProvider(settings, open, engine));
  }

  /** Whose rights functions have; a program says so when it starts. */
  public FunctionUser runsFunctionsAs() {
    return user;
  }
}
