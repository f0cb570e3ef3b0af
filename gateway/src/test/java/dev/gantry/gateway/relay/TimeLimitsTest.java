package dev.gantry.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {

  private long now = 1;
  private int timers;
  private final TreeMap<Long, List<Runnable>> tasks = new TreeMap<>();
  private final List<String> passed = new ArrayList<>();
  private final TimeLimits limits = new TimeLimits(this::after, () -> now);

  @Test
  void passesWhenItsTimeIsOver() {
    limits.set(10, () -> passed.add("a"));

    advanceTo(10);
    assertThat(passed).isEmpty();
    advanceTo(11);
    assertThat(passed).containsExactly("a");
  }

  @Test
  void doesNotPassWhenItWasCleared() {
    TimeLimits.Limit first = limits.set(10, () -> passed.add("a"));
    TimeLimits.Limit second = limits.set(10, () -> passed.add("b"));
    limits.set(10, () -> passed.add("c"));

    second.clear();
    first.clear();
    first.clear();
    advanceTo(100);

    assertThat(passed).containsExactly("c");
  }

  @Test
  void passesEachLengthInItsOwnTime() {
    limits.set(100, () -> passed.add("long"));
    limits.set(10, () -> passed.add("short"));
    advanceTo(6);
    limits.set(10, () -> passed.add("later"));

    advanceTo(11);
    assertThat(passed).containsExactly("short");
    advanceTo(16);
    assertThat(passed).containsExactly("short", "later");
    advanceTo(101);
    assertThat(passed).containsExactly("short", "later", "long");
  }

  @Test
  void needsOneTimerForManyLimitsOfALength() {
    for (int i = 0; i < 1000; i++) {
      limits.set(10, () -> passed.add("x")).clear();
    }

    assertThat(timers).isEqualTo(1);
  }

  @Test
  void mayBeClearedByAnotherThatPasses() {
    TimeLimits.Limit[] second = new TimeLimits.Limit[1];
    limits.set(10, () -> second[0].clear());
    second[0] = limits.set(10, () -> passed.add("b"));

    advanceTo(50);

    assertThat(passed).isEmpty();
  }

  @Test
  void passesExactlyThoseThatAreNotCleared() {
    Random random = new Random(7);
    Map<Integer, Long> due = new TreeMap<>();
    List<TimeLimits.Limit> set = new ArrayList<>();
    List<Integer> done = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      advanceTo(now + random.nextInt(3));
      int id = i;
      long length = 10 + 10L * random.nextInt(3);
      set.add(limits.set(length, () -> done.add(id)));
      due.put(id, now + length);
      int other = random.nextInt(i + 1);
      if (random.nextBoolean() && due.getOrDefault(other, 0L) > now) {
        set.get(other).clear();
        due.put(other, Long.MAX_VALUE);
      }
    }
    advanceTo(now + 1000);

    List<Integer> expected =
        due.entrySet().stream()
            .filter(entry -> entry.getValue() < Long.MAX_VALUE)
            .map(Map.Entry::getKey)
            .toList();
    assertThat(done).containsExactlyInAnyOrderElementsOf(expected);
  }

  private void after(long nanos, Runnable task) {
    timers++;
    tasks.computeIfAbsent(now + nanos, key -> new ArrayList<>()).add(task);
  }

  private void advanceTo(long time) {
    while (!tasks.isEmpty() && tasks.firstKey() <= time) {
      Map.Entry<Long, List<Runnable>> next = tasks.pollFirstEntry();
      now = Math.max(now, next.getKey());
      next.getValue().forEach(Runnable::run);
    }
    now = time;
  }
}
