package dev.gantry.swarm;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.provider.ProviderException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResyncTest {

  private final AtomicInteger asked = new AtomicInteger();

  /** How many questions fail before one is answered. */
  private final AtomicInteger failures = new AtomicInteger();

  private final Resync resync = new Resync(this::ask, Duration.ofMillis(1));

  private void ask() {
    asked.incrementAndGet();
    if (failures.getAndDecrement() > 0) {
      throw new ProviderException("the engine hangs", new IOException("no answer"));
    }
  }

  @AfterEach
  void close() {
    resync.close();
  }

  @Test
  void asksForEverythingWhenTheQuestionOfAnEventWasNotAnswered() throws Exception {
    resync.followUp(
        () -> {
          throw new EngineRefusal(500, "the engine is confused");
        });

    eventually(() -> assertThat(asked).hasValue(1));
  }

  @Test
  void asksAgainUntilThereIsAnAnswer() throws Exception {
    failures.set(3);

    resync.followUp(this::ask);

    eventually(() -> assertThat(asked).hasValue(4));
  }

  @Test
  void asksNothingElseWhenTheQuestionWasAnswered() {
    resync.followUp(this::ask);

    assertThat(asked).hasValue(1);
  }

  @Test
  void asksForEverythingAgainAfterALaterFailure() throws Exception {
    failures.set(1);
    resync.followUp(this::ask);
    eventually(() -> assertThat(asked).hasValue(2));

    failures.set(1);
    resync.followUp(this::ask);

    eventually(() -> assertThat(asked).hasValue(4));
  }
}
