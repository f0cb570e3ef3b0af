package dev.gantry.provider;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.api.ProviderInfo;
import java.util.List;
import java.util.Optional;

/**
 * Runs the replicas of functions: as local processes, as containers, as the tasks of a cluster.
 *
 * <p>A provider keeps two things: what should be (deployments, how many replicas, secrets), which
 * survives the end of the gateway at any moment, and what is (replicas and their states), which it
 * pushes to its {@linkplain #watch watcher}. A write returns when what should be is recorded; what
 * is follows.
 *
 * <p>All methods may be called from any number of threads at once; two writes to one function take
 * effect one after the other. They block, so callers use virtual threads. An interrupted caller
 * gets {@link InterruptedException} where it is declared; elsewhere the call completes. A fault of
 * the engine that no outcome describes is a {@link ProviderException}.
 */
public interface FunctionProvider extends AutoCloseable {

  /** Who this is; never blocks. */
  ProviderInfo info();

  /** What this provider can do; constant for its life, never blocks. */
  Capabilities capabilities();

  /**
   * Whether the engine answers.
   *
   * @return empty when it does, otherwise one sentence that says what is wrong
   */
  Optional<String> trouble();

  /** All namespaces, the default one among them, ordered by name. */
  List<FunctionNamespace> namespaces();

  /**
   * Makes a namespace.
   *
   * @return {@code Done}, {@code AlreadyExists} or, without the capability, {@code Unsupported}
   */
  ChangeOutcome createNamespace(FunctionNamespace namespace);

  /**
   * Replaces a namespace's labels and annotations.
   *
   * @return {@code Done}, {@code NotFound} or, without the capability, {@code Unsupported}
   */
  ChangeOutcome updateNamespace(FunctionNamespace namespace);

  /**
   * Removes a namespace that has no functions and no secrets.
   *
   * @return {@code Done}, {@code NotFound}, {@code Refused} for one in use or the default one, or,
   *     without the capability, {@code Unsupported}
   */
  ChangeOutcome removeNamespace(String namespace);

  /** The functions of a namespace, ordered by name; empty for a namespace that does not exist. */
  List<FunctionState> list(String namespace);

  /** One function; empty when there is none of that name. */
  Optional<FunctionState> find(FunctionName name);

  /**
   * Starts running a function that does not exist yet, with the replicas its labels ask for.
   * Returns when the deployment is recorded (and its image is there, where there are images);
   * replicas become ready later.
   *
   * @param deployment as the client sent it, already judged by the rules of {@code api}
   * @return {@code Done}, {@code AlreadyExists}, {@code Refused} for what this provider cannot run
   *     (a missing namespace, secret or command), or {@code Failed}
   */
  ChangeOutcome deploy(FunctionName name, FunctionDeployment deployment);

  /**
   * Replaces a function's deployment whole. New replicas take calls before the old ones are
   * withdrawn, so that callers notice nothing; while no new one becomes ready, the old ones stay.
   * There are as many replicas as before, brought within the bounds of the new labels, so a
   * sleeping function with a minimum wakes.
   *
   * @return {@code Done}, {@code NotFound}, {@code Refused} or {@code Failed}
   */
  ChangeOutcome update(FunctionName name, FunctionDeployment deployment);

  /**
   * Stops and forgets a function. When this returns there is no such function any more; its
   * replicas finish what runs before they are stopped, and the watcher is told that it is
   * {@linkplain ReplicaWatcher#removed removed} after that. Deploying the name again waits for
   * their end.
   *
   * @return {@code Done} or {@code NotFound}
   */
  ChangeOutcome remove(FunctionName name);

  /**
   * Sets how many replicas there should be; 0 puts the function to sleep, more wakes one that
   * rests. Surplus replicas are withdrawn first.
   *
   * @param replicas at least 0
   * @return {@code Done}, {@code NotFound}, {@code Refused} or {@code Failed}
   */
  ChangeOutcome scale(FunctionName name, int replicas);

  /**
   * Puts every replica of a function to rest, or none: replicas are withdrawn first without
   * waiting, and when a call is in one of them all are put back. Resting in the tier {@code
   * REMOVED} is what {@link #scale} to 0 does, unless a call is running.
   *
   * @return {@code Done}, {@code NotFound}, {@code Refused} when a call was running, or {@code
   *     Unsupported} for a tier that is not among the capabilities
   */
  ChangeOutcome rest(FunctionName name, RestTier tier);

  /**
   * Brings a resting function back the cheapest way, to at least one replica. Returns when the wake
   * is under way; readiness is pushed. Waking what is awake changes nothing.
   *
   * @return {@code Done}, {@code NotFound} or {@code Failed}
   */
  ChangeOutcome wake(FunctionName name);

  /**
   * Pushes the present state of every function, then each change, until the subscription or the
   * provider is closed. The present state has been pushed when this returns. A provider has one
   * watcher at a time: the gateway's replica table.
   *
   * @throws IllegalStateException if there is a watcher already
   */
  Subscription watch(ReplicaWatcher watcher);

  /**
   * Where the other gateways over the same engine are.
   *
   * @return empty when there is never another one, or nobody knows where; constant for its life
   */
  default Optional<PeerDirectory> peers() {
    return Optional.empty();
  }

  /** What each replica uses now; empty without the capability or for an unknown function. */
  List<ReplicaUsage> usage(FunctionName name);

  /** The machines replicas run on; empty without the capability. */
  List<Node> nodes();

  /**
   * Opens the log of a function.
   *
   * @return empty when there is no such function
   */
  Optional<LogStream> logs(LogQuery query);

  /** The names of a namespace's secrets, ordered. */
  List<String> secrets(String namespace);

  /**
   * Stores a new secret.
   *
   * @param name a valid secret name
   * @return {@code Done}, {@code AlreadyExists}, or {@code NotFound} for the namespace
   */
  ChangeOutcome createSecret(String namespace, String name, byte[] value);

  /**
   * Replaces a secret's value; functions that use it see the new one in calls that start later.
   *
   * @return {@code Done}, {@code NotFound} or, without the capability, {@code Unsupported}
   */
  ChangeOutcome updateSecret(String namespace, String name, byte[] value);

  /**
   * Forgets a secret.
   *
   * @return {@code Done}, {@code NotFound}, or {@code Refused} naming the functions that use it
   */
  ChangeOutcome removeSecret(String namespace, String name);

  /**
   * Stops what cannot outlive this process and releases everything. What should be stays recorded.
   * Idempotent; blocks until done. The caller has drained calls before.
   */
  @Override
  void close();
}
