package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import java.util.List;
import java.util.Map;

/** What the parts of the contract have in common: the provider under test and ways to ask it. */
interface ProviderFixture {

  /** The provider under test, with nothing in it at the beginning of each test. */
  FunctionProvider provider();

  /** A deployment that this provider can run; its replicas become ready soon. */
  FunctionDeployment runnable(String service);

  /** Makes a ready replica write a line to its function's log. */
  void writeLogLine(FunctionName function, Replica replica, String text) throws Exception;

  /**
   * Ends a ready replica behind the provider's back, as a crash does.
   *
   * @return false where replicas do not end of themselves
   */
  default boolean killReplica(FunctionName function, Replica replica) throws Exception {
    return false;
  }

  /** The provider's default namespace. */
  default String defaultNamespace() {
    return "openfaas-fn";
  }

  /** A function in the default namespace. */
  default FunctionName named(String name) {
    return new FunctionName(name, defaultNamespace());
  }

  /** A runnable deployment with labels. */
  default FunctionDeployment labelled(String service, String key, String value) {
    return runnable(service).withLabels(Map.of(key, value));
  }

  /** Deploys and waits until all replicas are ready. */
  default FunctionName deployed(FunctionDeployment deployment) throws Exception {
    FunctionName name = named(deployment.service());
    assertThat(provider().deploy(name, deployment)).isEqualTo(new Done());
    awaitReplicas(name, state(name).desired());
    return name;
  }

  /** Deploys a function with one replica and waits until it is ready. */
  default FunctionName deployed(String service) throws Exception {
    return deployed(runnable(service));
  }

  default FunctionState state(FunctionName name) {
    return provider().find(name).orElseThrow(() -> new AssertionError("no function " + name));
  }

  /** Waits until there are just so many replicas, all ready. */
  default void awaitReplicas(FunctionName name, int count) throws Exception {
    eventually(
        () -> {
          assertThat(state(name).replicas()).hasSize(count);
          assertThat(state(name).ready()).isEqualTo(count);
        });
  }

  default List<String> replicaIds(FunctionName name) {
    return state(name).replicas().stream().map(Replica::id).toList();
  }
}
