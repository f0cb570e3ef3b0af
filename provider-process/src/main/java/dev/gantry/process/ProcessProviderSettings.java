package dev.gantry.process;

import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How a {@link ProcessProvider} is set up.
 *
 * @param dataFolder where everything is kept; made if it is not there
 * @param defaultNamespace the namespace that is always there, a DNS label
 * @param runAs the user that functions run as; empty means {@code gantry} or {@code nobody} when
 *     this program runs as root, and this program's user otherwise
 * @param path the {@code PATH} of functions that set none
 * @param drainLimit how long calls of a replica that is taken away may go on when their function
 *     sets no time limit
 * @param logFileBytes the size at which a function's log file becomes the previous one; two are
 *     kept
 * @param version this program's build
 * @param clock tells the times in states and logs
 */
public record ProcessProviderSettings(
    Path dataFolder,
    String defaultNamespace,
    String runAs,
    String path,
    Duration drainLimit,
    long logFileBytes,
    VersionInfo version,
    Clock clock) {

  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final long LOG_FILE_BYTES = 5L << 20;
  private static final long LOG_FILE_LEAST = 4096;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ProcessProviderSettings {
    if (!FunctionName.isLabel(defaultNamespace)) {
      throw new IllegalArgumentException(
          "defaultNamespace: " + defaultNamespace + " (expected: " + FunctionName.EXPECTED + ")");
    }
    if (drainLimit.isNegative()) {
      throw new IllegalArgumentException("drainLimit: " + drainLimit + " (expected: >= 0)");
    }
    if (logFileBytes < LOG_FILE_LEAST) {
      throw new IllegalArgumentException(
          "logFileBytes: " + logFileBytes + " (expected: >= " + LOG_FILE_LEAST + ")");
    }
  }

  /**
   * The usual settings: namespace {@code openfaas-fn}, calls may finish within 60 s, two log files
   * of 5 MiB a function.
   */
  public static ProcessProviderSettings in(Path dataFolder) {
    return new ProcessProviderSettings(
        dataFolder,
        "openfaas-fn",
        "",
        PATH,
        Duration.ofSeconds(60),
        LOG_FILE_BYTES,
        new VersionInfo("", "", "unknown"),
        Clock.systemUTC());
  }

  public ProcessProviderSettings withDefaultNamespace(String other) {
    return new ProcessProviderSettings(
        dataFolder, other, runAs, path, drainLimit, logFileBytes, version, clock);
  }

  public ProcessProviderSettings withRunAs(String other) {
    return new ProcessProviderSettings(
        dataFolder, defaultNamespace, other, path, drainLimit, logFileBytes, version, clock);
  }

  public ProcessProviderSettings withPath(String other) {
    return new ProcessProviderSettings(
        dataFolder, defaultNamespace, runAs, other, drainLimit, logFileBytes, version, clock);
  }

  public ProcessProviderSettings withDrainLimit(Duration other) {
    return new ProcessProviderSettings(
        dataFolder, defaultNamespace, runAs, path, other, logFileBytes, version, clock);
  }

  public ProcessProviderSettings withLogFileBytes(long other) {
    return new ProcessProviderSettings(
        dataFolder, defaultNamespace, runAs, path, drainLimit, other, version, clock);
  }

  public ProcessProviderSettings withVersion(VersionInfo other) {
    return new ProcessProviderSettings(
        dataFolder, defaultNamespace, runAs, path, drainLimit, logFileBytes, other, clock);
  }
}
