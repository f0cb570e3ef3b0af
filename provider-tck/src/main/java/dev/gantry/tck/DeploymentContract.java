package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleBounds;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions come, change, are found and go. */
interface DeploymentContract extends ProviderFixture {

  @Test
  default void aDeployedFunctionIsFoundAsItWasSent() throws Exception {
    FunctionDeployment sent = withEverything(runnable("echo"));

    FunctionName name = deployed(sent);

    FunctionState state = state(name);
    assertThat(state.name()).isEqualTo(name);
    assertThat(state.deployment()).isEqualTo(sent.withoutRegistryAuth());
    assertThat(state.desired()).isEqualTo(1);
    assertThat(state.createdAt()).isEqualTo(state.updatedAt());
    assertThat(state.replicas().getFirst().address()).isPresent();
  }

  @Test
  default void aDeployStartsAsManyReplicasAsItsLabelsAskFor() throws Exception {
    FunctionName three = deployed(labelled("three", ScaleBounds.MIN, "3"));
    FunctionName none = deployed(labelled("none", ScaleBounds.MIN, "0"));

    assertThat(state(three).ready()).isEqualTo(3);
    assertThat(replicaIds(three)).doesNotHaveDuplicates();
    assertThat(state(none).replicas()).isEmpty();
  }

  @Test
  default void aSecondDeployOfANameIsNotDone() throws Exception {
    FunctionName name = deployed("echo");
    List<String> before = replicaIds(name);

    var outcome = provider().deploy(name, labelled("echo", "second", "yes"));

    assertThat(outcome).isInstanceOf(AlreadyExists.class);
    assertThat(state(name).deployment().labels()).isEmpty();
    assertThat(replicaIds(name)).isEqualTo(before);
  }

  @Test
  default void aDeployToAnUnknownNamespaceIsRefusedByName() {
    FunctionName name = new FunctionName("echo", "nowhere");

    var outcome = provider().deploy(name, runnable("echo"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problems().toString()).contains("nowhere"));
    assertThat(provider().find(name)).isEmpty();
  }

  @Test
  default void aDeployWithNothingToRunIsRefusedByName() {
    String needed = provider().capabilities().runsImages() ? "image" : "envProcess";

    var outcome = provider().deploy(named("empty"), FunctionDeploymentBuilder.of("empty").build());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problems().getFirst().key()).isEqualTo(needed));
  }

  @Test
  default void functionsAreListedByNamespaceAndName() throws Exception {
    deployed("b");
    deployed("a");

    assertThat(provider().list(defaultNamespace()))
        .extracting(state -> state.name().name())
        .containsExactly("a", "b");
    assertThat(provider().list("nowhere")).isEmpty();
    assertThat(provider().find(named("c"))).isEmpty();
  }

  @Test
  default void anUpdateReplacesTheDeploymentAndEveryReplica() throws Exception {
    FunctionName name = deployed(labelled("echo", ScaleBounds.MIN, "2"));
    FunctionState before = state(name);

    assertThat(provider().update(name, labelled("echo", "second", "yes"))).isEqualTo(new Done());

    eventually(
        () -> {
          assertThat(state(name).ready()).isEqualTo(2);
          assertThat(replicaIds(name))
              .hasSize(2)
              .doesNotContainAnyElementsOf(before.replicas().stream().map(Replica::id).toList());
        });
    assertThat(state(name).deployment().labels()).containsExactly(Map.entry("second", "yes"));
    assertThat(state(name).createdAt()).isEqualTo(before.createdAt());
    assertThat(state(name).updatedAt()).isAfterOrEqualTo(before.updatedAt());
    assertThat(state(name).revision()).isGreaterThan(before.revision());
  }

  @Test
  default void anUpdateKeepsTheNumberOfReplicasWithinTheNewBounds() throws Exception {
    FunctionName name = deployed("echo");
    provider().scale(name, 3);

    provider().update(name, labelled("echo", ScaleBounds.MAX, "2"));

    awaitReplicas(name, 2);
    assertThat(state(name).desired()).isEqualTo(2);
  }

  @Test
  default void anUpdateOfAnUnknownFunctionIsNotFound() {
    assertThat(provider().update(named("nobody"), runnable("nobody")))
        .isInstanceOfSatisfying(
            NotFound.class, missing -> assertThat(missing.what()).contains("nobody"));
    assertThat(provider().find(named("nobody"))).isEmpty();
  }

  @Test
  default void aRemovedFunctionIsGoneAndItsNameIsFree() throws Exception {
    FunctionName name = deployed("echo");
    FunctionState before = state(name);

    assertThat(provider().remove(name)).isEqualTo(new Done());

    assertThat(provider().find(name)).isEmpty();
    assertThat(provider().list(defaultNamespace())).isEmpty();
    assertThat(provider().remove(name)).isInstanceOf(NotFound.class);
    deployed("echo");
    assertThat(state(name).revision()).isGreaterThan(before.revision());
    assertThat(replicaIds(name)).doesNotContain(before.replicas().getFirst().id());
  }

  private static FunctionDeployment withEverything(FunctionDeployment sent) {
    return new FunctionDeployment(
        sent.service(),
        sent.image() == null ? "example/echo:1" : sent.image(),
        null,
        sent.envProcess(),
        Map.of("greeting", "hello"),
        List.of(),
        List.of(),
        Map.of("team", "blue"),
        Map.of("topic", "cron-function"),
        sent.limits(),
        sent.requests(),
        false,
        "func_functions",
        "dXNlcjpwYXNz");
  }
}
