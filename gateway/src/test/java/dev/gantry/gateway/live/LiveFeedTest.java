package dev.gantry.gateway.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.metrics.CallTotals;
import dev.gantry.gateway.metrics.FunctionMeter;
import dev.gantry.gateway.metrics.PrometheusMeters;
import dev.gantry.provider.FunctionState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

  private static final FunctionName ECHO = new FunctionName("echo", "openfaas-fn");
  private static final FunctionName CAT = new FunctionName("cat", "openfaas-fn");

  private final PrometheusMeters meters = new PrometheusMeters(new VersionInfo("", "", "test"));
  private final Map<String, OtherGateways.Counted> elsewhere = new HashMap<>();
  private final LiveFeed feed =
      new LiveFeed(meters, name -> name.equals(ECHO) ? Map.copyOf(elsewhere) : Map.of());

  @Test
  void beginsWithWhatIsThere() throws Exception {
    feed.changed(state(ECHO, 1));
    feed.changed(state(CAT, 1));

    try (LiveSubscription subscription = feed.subscribe()) {
      assertThat(subscription.await(Duration.ZERO).changes()).containsOnlyKeys(CAT, ECHO);
    }
  }

  @Test
  void tellsOfChangesAndRemovals() throws Exception {
    feed.changed(state(ECHO, 1));
    try (LiveSubscription subscription = feed.subscribe()) {
      subscription.await(Duration.ZERO);

      feed.changed(state(CAT, 1));
      feed.removed(ECHO);

      LiveNews news = subscription.await(Duration.ofMinutes(1));
      assertThat(news.changes().get(CAT)).isPresent();
      assertThat(news.changes().get(ECHO)).isEmpty();
      assertThat(subscription.await(Duration.ZERO).isEmpty()).isTrue();
    }
  }

  @Test
  void ignoresAStateThatIsOlder() throws Exception {
    feed.changed(state(ECHO, 7));
    try (LiveSubscription subscription = feed.subscribe()) {
      subscription.await(Duration.ZERO);

      feed.changed(state(ECHO, 6));

      assertThat(subscription.await(Duration.ZERO).isEmpty()).isTrue();
    }
  }

  @Test
  void aSlowReaderGetsTheLastOfEachAndNoQueue() throws Exception {
    try (LiveSubscription subscription = feed.subscribe()) {
      for (int revision = 1; revision <= 1_000; revision++) {
        feed.changed(state(ECHO, revision));
        feed.tick();
      }

      LiveNews news = subscription.await(Duration.ZERO);
      assertThat(news.changes()).hasSize(1);
      assertThat(requireNonNull(news.changes().get(ECHO)).orElseThrow().revision())
          .isEqualTo(1_000);
      assertThat(requireNonNull(news.tick()).number()).isEqualTo(1_000);
    }
  }

  @Test
  void countsTheCallsOfEachInterval() {
    feed.changed(state(ECHO, 1));
    FunctionMeter meter = meters.of(ECHO);
    call(meter, 200);
    call(meter, 200);
    call(meter, 503);
    feed.tick();
    feed.tick();

    List<CallFigures> history = feed.history(ECHO);
    assertThat(history).hasSize(2);
    assertThat(history.getFirst().calls()).isEqualTo(3);
    assertThat(history.getFirst().errors()).isEqualTo(1);
    assertThat(history.getFirst().medianMillis()).isBetween(0.0, 5.0);
    assertThat(history.getLast()).isEqualTo(CallFigures.of(CallTotals.NONE, 0, 0));
  }

  @Test
  void addsTheCallsOfOtherGatewaysSinceTheyWereFirstHeardOf() {
    PrometheusMeters other = new PrometheusMeters(new VersionInfo("", "", "other"));
    FunctionMeter there = other.of(ECHO);
    feed.changed(state(ECHO, 1));
    call(there, 200);
    elsewhere.put("b", new OtherGateways.Counted(there.totals(), 0));
    feed.tick();

    call(meters.of(ECHO), 200);
    call(there, 200);
    call(there, 500);
    elsewhere.put("b", new OtherGateways.Counted(there.totals(), 3));
    feed.tick();
    elsewhere.clear();
    feed.tick();

    List<CallFigures> history = feed.history(ECHO);
    assertThat(history).extracting(CallFigures::calls).containsExactly(0L, 3L, 0L);
    assertThat(history).extracting(CallFigures::errors).containsExactly(0L, 1L, 0L);
    assertThat(history).extracting(CallFigures::inFlight).containsExactly(0, 3, 0);
  }

  @Test
  void keepsNoMoreThanItsIntervals() {
    feed.changed(state(ECHO, 1));
    for (int i = 0; i < LiveFeed.INTERVALS + 5; i++) {
      feed.tick();
    }

    assertThat(feed.history(ECHO)).hasSize(LiveFeed.INTERVALS);
    assertThat(feed.ticks()).isEqualTo(LiveFeed.INTERVALS + 5);
  }

  @Test
  void forgetsTheFiguresOfWhatWasRemoved() {
    feed.changed(state(ECHO, 1));
    feed.tick();
    feed.removed(ECHO);

    assertThat(feed.history(ECHO)).isEmpty();
  }

  @Test
  void whoHasUnsubscribedHearsNothing() throws Exception {
    LiveSubscription subscription = feed.subscribe();
    subscription.close();

    feed.changed(state(ECHO, 1));
    feed.tick();

    assertThat(subscription.await(Duration.ZERO).isEmpty()).isTrue();
  }

  private static void call(FunctionMeter meter, int status) {
    meter.started();
    meter.ended(status, 1_000_000);
  }

  private static FunctionState state(FunctionName name, long revision) {
    return new FunctionState(
        name,
        revision,
        FunctionDeployment.ofCommand(name.name(), "cat"),
        1,
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty());
  }
}
