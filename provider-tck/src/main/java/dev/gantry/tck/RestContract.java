package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleBounds;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.ChangeOutcome.Unsupported;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Functions rest, as deeply as their provider can, and wake. */
interface RestContract extends ProviderFixture {

  @Test
  default void everySupportedTierRestsAndWakes() throws Exception {
    for (RestTier tier : provider().capabilities().restTiers()) {
      FunctionName name = deployed("rests-" + tier.name().toLowerCase(Locale.ROOT));

      assertThat(provider().rest(name, tier)).isEqualTo(new Done());
      eventually(() -> assertRests(name, tier));

      assertThat(provider().wake(name)).isEqualTo(new Done());
      awaitReplicas(name, 1);
    }
  }

  private void assertRests(FunctionName name, RestTier tier) {
    assertThat(state(name).ready()).isZero();
    if (tier == RestTier.REMOVED) {
      assertThat(state(name).replicas()).isEmpty();
      assertThat(state(name).desired()).isZero();
    } else {
      assertThat(state(name).replicas())
          .extracting(replica -> (Object) replica.state())
          .containsOnly(new ReplicaState.Resting(tier));
    }
  }

  @Test
  default void otherTiersAreUnsupported() throws Exception {
    FunctionName name = deployed("echo");
    for (RestTier tier : RestTier.values()) {
      if (!provider().capabilities().restTiers().contains(tier)) {
        assertThat(provider().rest(name, tier)).isInstanceOf(Unsupported.class);
      }
    }
    assertThat(state(name).ready()).isEqualTo(1);
  }

  @Test
  default void aFunctionWithARunningCallDoesNotRest() throws Exception {
    FunctionName name = deployed(labelled("echo", ScaleBounds.MIN, "2"));
    var before = replicaIds(name);
    RecordingWatcher watcher = new RecordingWatcher();
    watcher.occupy(before.getLast());
    try (var _ = provider().watch(watcher)) {
      for (RestTier tier : provider().capabilities().restTiers()) {
        assertThat(provider().rest(name, tier)).isInstanceOf(Refused.class);
      }
      awaitReplicas(name, 2);
      assertThat(replicaIds(name)).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @Test
  default void aDeeperRestDoesNotWake() throws Exception {
    FunctionName name = deployed(labelled("echo", ScaleBounds.MIN, "2"));
    RecordingWatcher watcher = new RecordingWatcher();
    List<RestTier> tiers = tiers();
    assertThat(provider().rest(name, tiers.getFirst())).isEqualTo(new Done());
    eventually(() -> assertRests(name, tiers.getFirst()));
    try (var _ = provider().watch(watcher)) {
      for (RestTier tier : tiers) {
        assertThat(provider().rest(name, tier)).isEqualTo(new Done());
        eventually(() -> assertRests(name, tier));
      }
      assertThat(watcher.states(name)).extracting(FunctionState::ready).containsOnly(0);
    }
    assertThat(provider().wake(name)).isEqualTo(new Done());
    awaitReplicas(name, 2);
  }

  @Test
  default void aLighterRestThanThePresentOneChangesNothing() throws Exception {
    FunctionName name = deployed("echo");
    List<RestTier> tiers = tiers();
    provider().rest(name, tiers.getLast());
    eventually(() -> assertRests(name, tiers.getLast()));

    assertThat(provider().rest(name, tiers.getFirst())).isEqualTo(new Done());

    assertRests(name, tiers.getLast());
  }

  @Test
  default void whatRestsIsScaledUpdatedAndRemoved() throws Exception {
    for (RestTier tier : tiers()) {
      FunctionName scaled = resting("scaled", tier);
      assertThat(provider().scale(scaled, 2)).isEqualTo(new Done());
      awaitReplicas(scaled, 2);
      provider().remove(scaled);

      FunctionName asleep = resting("asleep", tier);
      assertThat(provider().scale(asleep, 0)).isEqualTo(new Done());
      awaitReplicas(asleep, 0);
      provider().remove(asleep);

      FunctionName updated = resting("updated", tier);
      assertThat(provider().update(updated, labelled("updated", "second", "yes")))
          .isEqualTo(new Done());
      awaitReplicas(updated, 1);
      provider().remove(updated);

      FunctionName removed = resting("removed", tier);
      assertThat(provider().remove(removed)).isEqualTo(new Done());
      assertThat(provider().find(removed)).isEmpty();
    }
  }

  @Test
  default void manyWakesOfWhatRestsAreOne() throws Exception {
    for (RestTier tier : tiers()) {
      FunctionName name = resting("wakes-" + tier.name().toLowerCase(Locale.ROOT), tier);
      List<String> before = replicaIds(name);

      assertThat(manyWakes(name)).containsOnly(new Done());

      awaitReplicas(name, 1);
      if (tier != RestTier.REMOVED) {
        assertThat(replicaIds(name)).isEqualTo(before);
      }
    }
  }

  private FunctionName resting(String service, RestTier tier) throws Exception {
    FunctionName name = deployed(service);
    assertThat(provider().rest(name, tier)).isEqualTo(new Done());
    eventually(() -> assertRests(name, tier));
    return name;
  }

  private List<ChangeOutcome> manyWakes(FunctionName name) throws Exception {
    List<Callable<ChangeOutcome>> wakes =
        IntStream.range(0, 20)
            .<Callable<ChangeOutcome>>mapToObj(i -> () -> provider().wake(name))
            .toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ChangeOutcome>> futures = executor.invokeAll(wakes);
      Stream.Builder<ChangeOutcome> outcomes = Stream.builder();
      for (Future<ChangeOutcome> future : futures) {
        outcomes.add(future.get());
      }
      return outcomes.build().toList();
    }
  }

  /** Those of the provider, lightest first. */
  private List<RestTier> tiers() {
    return provider().capabilities().restTiers().stream().sorted().toList();
  }
}
