package dev.gantry.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleBounds;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.RestTier;
import org.junit.jupiter.api.Test;

/** Replicas become more, fewer, none, and wake again. */
interface ScaleContract extends ProviderFixture {

  @Test
  default void scalesUpAndDownKeepingReplicasThatStay() throws Exception {
    FunctionName name = deployed("echo");
    String first = replicaIds(name).getFirst();

    assertThat(provider().scale(name, 3)).isEqualTo(new Done());
    awaitReplicas(name, 3);
    assertThat(replicaIds(name)).contains(first);

    assertThat(provider().scale(name, 1)).isEqualTo(new Done());
    awaitReplicas(name, 1);
    assertThat(state(name).desired()).isEqualTo(1);
  }

  @Test
  default void scalesBeyondTheMaximumOfTheLabels() throws Exception {
    FunctionName name = deployed(labelled("echo", ScaleBounds.MAX, "2"));

    provider().scale(name, 3);

    awaitReplicas(name, 3);
  }

  @Test
  default void sleepsAtZeroAndWakesToItsMinimum() throws Exception {
    FunctionName name = deployed(labelled("echo", ScaleBounds.MIN, "2"));

    provider().scale(name, 0);
    awaitReplicas(name, 0);
    assertThat(state(name).desired()).isZero();

    assertThat(provider().wake(name)).isEqualTo(new Done());
    awaitReplicas(name, 2);
  }

  @Test
  default void wakesToOneReplicaWhenTheMinimumIsZero() throws Exception {
    FunctionName name = deployed(labelled("echo", ScaleBounds.MIN, "0"));

    provider().wake(name);

    awaitReplicas(name, 1);
  }

  @Test
  default void wakingWhatIsAwakeChangesNothing() throws Exception {
    FunctionName name = deployed("echo");
    var before = replicaIds(name);

    assertThat(provider().wake(name)).isEqualTo(new Done());

    assertThat(replicaIds(name)).isEqualTo(before);
    assertThat(state(name).desired()).isEqualTo(1);
  }

  @Test
  default void whatIsUnknownIsNotFound() {
    assertThat(provider().scale(named("nobody"), 1)).isInstanceOf(NotFound.class);
    assertThat(provider().wake(named("nobody"))).isInstanceOf(NotFound.class);
    assertThat(provider().rest(named("nobody"), RestTier.REMOVED)).isInstanceOf(NotFound.class);
    assertThat(provider().usage(named("nobody"))).isEmpty();
  }

  @Test
  default void usageAndNodesAnswerAsTheCapabilitiesSay() throws Exception {
    FunctionName name = deployed("echo");

    assertThat(provider().usage(name)).hasSize(provider().capabilities().usage() ? 1 : 0);
    assertThat(provider().nodes().isEmpty()).isEqualTo(!provider().capabilities().nodes());
    assertThat(provider().trouble()).isEmpty();
    assertThat(provider().info().provider()).isNotEmpty();
    assertThat(provider().info().version().release()).isNotNull();
  }
}
