package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.FunctionState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Writers that come at once take effect one after the other. */
interface ConcurrencyContract extends ProviderFixture {

  @Test
  default void oneOfManyDeploysOfANameIsDone() throws Exception {
    List<ChangeOutcome> outcomes =
        atOnce(8, i -> provider().deploy(named("echo"), labelled("echo", "i", "v" + i)));

    assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(AlreadyExists.class::isInstance).hasSize(7);
    awaitReplicas(named("echo"), 1);
  }

  @Test
  default void writersAtOnceLeaveWhatTheLastOneAskedFor() throws Exception {
    FunctionName name = deployed("echo");
    RecordingWatcher watcher = new RecordingWatcher();
    try (var _ = provider().watch(watcher)) {
      atOnce(
          6,
          i ->
              i % 2 == 0
                  ? provider().scale(name, 1 + i)
                  : provider().update(name, labelled("echo", "i", "v" + i)));

      awaitReplicas(name, state(name).desired());
      eventually(() -> assertThat(watcher.states(name).getLast()).isEqualTo(state(name)));
      assertThat(watcher.states(name))
          .extracting(FunctionState::revision)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  default void manyWakesAreOne() throws Exception {
    FunctionName name = deployed("echo");
    provider().scale(name, 0);
    awaitReplicas(name, 0);

    assertThat(atOnce(20, i -> provider().wake(name))).containsOnly(new Done());

    awaitReplicas(name, 1);
  }

  /** One of several writers. */
  @FunctionalInterface
  interface Writer {
    ChangeOutcome write(int number);
  }

  private static List<ChangeOutcome> atOnce(int writers, Writer writer) throws Exception {
    List<Callable<ChangeOutcome>> tasks = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      int number = i;
      tasks.add(() -> writer.write(number));
    }
    List<ChangeOutcome> outcomes = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<ChangeOutcome> future : executor.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
    }
    return outcomes;
  }
}
