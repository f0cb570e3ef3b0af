package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StarterSoonTest {

  private final ProcessStarter real = ProcessStarters.fastest(line -> {}, ProcessLedger.none());

  @Test
  void letsTheFirstProcessWaitForTheStarter() throws Exception {
    CountDownLatch isWanted = new CountDownLatch(1);
    ProcessStarter soon =
        new StarterSoon(
            () -> {
              isWanted.await();
              return real;
            });
    CompletableFuture<String> output = new CompletableFuture<>();
    Thread.startVirtualThread(() -> output.complete(outputOf(soon)));

    isWanted.countDown();

    assertThat(output.get()).isEqualTo("hi");
  }

  @Test
  void saysAtEachStartThatThereIsNone() {
    ProcessStarter never =
        new StarterSoon(
            () -> {
              throw new IllegalStateException("epoll_create1");
            });

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> never.start(Commands.of("true")))
          .isInstanceOf(IOException.class)
          .hasRootCauseMessage("epoll_create1");
    }
  }

  private static String outputOf(ProcessStarter starter) {
    try (ChildProcess process = starter.start(Commands.of("printf", "hi"))) {
      return Text.of(process.stdout());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
