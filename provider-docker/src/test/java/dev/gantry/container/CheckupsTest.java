package dev.gantry.container;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CheckupsTest {

  private static final Duration ROUND = Duration.ofMillis(30);

  private final Map<String, Integer> looks = new ConcurrentHashMap<>();

  private void look(String replica) {
    looks.merge(replica, 1, Integer::sum);
  }

  @Test
  void looksAtAllReplicasAgainAndAgain() throws Exception {
    try (var _ = Checkups.start(ROUND, () -> List.of("one", "two", "three"), this::look)) {
      eventually(
          () -> {
            assertThat(looks).containsOnlyKeys("one", "two", "three");
            assertThat(looks.values()).allMatch(count -> count >= 3);
          });
    }
  }

  @Test
  void looksAtReplicasThatCameLaterAndNotAtThoseThatAreGone() throws Exception {
    Set<String> replicas = ConcurrentHashMap.newKeySet();
    try (var _ = Checkups.start(ROUND, () -> replicas, this::look)) {
      replicas.add("one");
      eventually(() -> assertThat(looks).containsKey("one"));

      replicas.add("two");
      replicas.remove("one");
      eventually(() -> assertThat(looks).containsKey("two"));

      int before = looks.getOrDefault("one", 0);
      int seen = looks.getOrDefault("two", 0);
      eventually(() -> assertThat(looks.getOrDefault("two", 0)).isGreaterThan(seen + 3));
      assertThat(looks.getOrDefault("one", 0)).isLessThanOrEqualTo(before + 1);
    }
  }

  @Test
  void isNotHeldUpByAReplicaThatDoesNotAnswer() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<String> answered = new CopyOnWriteArrayList<>();
    try (var _ =
        Checkups.<String>start(
            ROUND,
            () -> List.of("hangs", "answers"),
            replica -> {
              if (replica.equals("hangs")) {
                awaitUninterrupted(end);
              }
              answered.add(replica);
            })) {
      eventually(() -> assertThat(answered).containsOnly("answers").hasSizeGreaterThan(2));
    } finally {
      end.countDown();
    }
  }

  private static void awaitUninterrupted(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
