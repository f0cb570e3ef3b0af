package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.api.ProviderInfo;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.Node;
import dev.gantry.provider.ReplicaUsage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * What is particular to one way of running replicas on this machine; a {@link HostProvider} does
 * the rest. Thread-safe; methods block. Those that change what a function has ({@link #prepare} to
 * {@link #clearAllBut}) are called one at a time, and short, because other writes wait meanwhile.
 * The message of an {@link IOException} is shown to people as the reason.
 */
public interface HostEngine extends AutoCloseable {

  /** Who this is; never blocks. */
  ProviderInfo info();

  /** What it can do; constant, never blocks. */
  Capabilities capabilities();

  /** Starts replicas and finds those of an earlier run; always the same one. */
  ReplicaLauncher launcher();

  /** One sentence that says what is wrong; empty when it can run replicas. */
  Optional<String> trouble();

  /** What it cannot run as it was sent, all of it; empty when nothing is wrong. */
  List<Problem> problems(FunctionName name, FunctionDeployment deployment);

  /** What people should know of a deployment that is run, such as a limit that was raised. */
  default Optional<String> note(FunctionDeployment deployment) {
    return Optional.empty();
  }

  /**
   * Fetches what a deployment needs, unless it is there: its image. Asked of engines with image
   * pulls alone, while other functions are changed and no more than once for a function at a time.
   * An interrupt gives it up.
   *
   * @param deployment as it was sent, with the credentials for its registry
   * @param progress is told how much is there, from 0 to 1; returns at once
   * @return what is wrong with the request, such as an image that does not exist or credentials
   *     that were not accepted, with the registry's reason; empty when everything is there
   * @throws IOException if the engine or the registry failed
   */
  default List<Problem> fetch(
      FunctionName name, FunctionDeployment deployment, DoubleConsumer progress)
      throws IOException, InterruptedException {
    return List.of();
  }

  /**
   * Makes ready what replicas of a deployment need beside it, before one is launched, and keeps
   * what replicas of an earlier deployment still use.
   *
   * @param secrets the values of all secrets that it declares
   */
  void prepare(FunctionName name, FunctionDeployment deployment, Map<String, byte[]> secrets)
      throws IOException;

  /** Gives a function another value of a secret, which calls that start later see. */
  void putSecret(FunctionName name, String secret, byte[] value) throws IOException;

  /** Takes from a function all secrets but these. */
  void keepSecrets(FunctionName name, Set<String> secrets) throws IOException;

  /** A function was removed: who reads its log is told so. Replicas of it may still run. */
  default void removed(FunctionName name) throws IOException {}

  /**
   * Forgets everything of a function that has no replica, if there is anything: of one that was
   * removed, and what may be left of the name before it is deployed.
   */
  void clear(FunctionName name) throws IOException;

  /** As {@link #clear} for all functions but these: what a killed program did not get to. */
  default void clearAllBut(Set<FunctionName> known) throws IOException {}

  /** Opens the log of a function that exists. */
  LogStream logs(LogQuery query) throws IOException;

  /** What each replica of a function uses now; empty without the capability. */
  default List<ReplicaUsage> usage(FunctionState function) {
    return List.of();
  }

  /** This machine; empty without the capability. */
  List<Node> nodes();

  /** Releases everything, the lock on the data folder last. Idempotent. */
  @Override
  void close();
}
