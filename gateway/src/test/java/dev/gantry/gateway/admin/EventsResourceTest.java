package dev.gantry.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.live.LiveFeed;
import dev.gantry.gateway.metrics.FunctionMeter;
import dev.gantry.provider.FunctionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsResourceTest {

  private final AdminFixture fixture = new AdminFixture();
  private final LiveFeed feed = fixture.feed;
  private final EventsResource events =
      new EventsResource(
          feed, new StatusView(fixture.provider, fixture.meters), Duration.ofMinutes(1));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void beginsWithEveryFunctionAndItsFigures() throws Exception {
    fixture.ask("POST", "/system/functions", AdminFixture.ECHO);
    feed.changed(state());
    FunctionMeter meter = fixture.meters.of(AdminFixture.ECHO_NAME);
    meter.started();
    meter.ended(200, 1_000_000);
    tick();

    String first = written(1);

    assertThat(first)
        .startsWith("event: functions\ndata: {")
        .endsWith("\n\n")
        .contains("\"name\":\"echo\"", "\"interval\":2", "\"tick\":1", "[[1,0,");
  }

  @Test
  void goesOnWithChangesFiguresAndRemovals() throws Exception {
    fixture.ask("POST", "/system/functions", AdminFixture.ECHO);
    List<Runnable> steps =
        List.of(
            () -> feed.changed(state()), this::tick, () -> feed.removed(AdminFixture.ECHO_NAME));

    List<String> written = new ArrayList<>();
    int[] flushes = {0};
    EndpointResponse.Streamed stream = stream();
    try {
      stream
          .content()
          .writeTo(
              new ByteArrayOutputStream() {
                @Override
                public void flush() throws IOException {
                  written.add(toString(UTF_8));
                  reset();
                  if (flushes[0] == steps.size()) {
                    throw new IOException("the client left");
                  }
                  steps.get(flushes[0]++).run();
                }
              });
    } catch (IOException left) {
      assertThat(left).hasMessage("the client left");
    }

    assertThat(written.get(1)).startsWith("event: changed\ndata: {\"name\":\"echo\"");
    assertThat(written.get(2)).startsWith("event: figures\ndata: {");
    assertThat(written.get(3))
        .isEqualTo("event: removed\ndata: {\"name\":\"echo\",\"namespace\":\"openfaas-fn\"}\n\n");
  }

  private FunctionState state() {
    return fixture.provider.find(AdminFixture.ECHO_NAME).orElseThrow();
  }

  private void tick() {
    feed.tick();
  }

  private EndpointResponse.Streamed stream() {
    return (EndpointResponse.Streamed)
        events.stream(Requests.of("GET", "/system/events").request(), "");
  }

  /** What is sent until the so-many-th flush, at which the client leaves. */
  private String written(int flushes) throws Exception {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          private int left = flushes;

          @Override
          public void flush() throws IOException {
            if (--left == 0) {
              throw new IOException("the client left");
            }
          }
        };
    try {
      stream().content().writeTo(out);
    } catch (IOException left) {
      assertThat(left).hasMessage("the client left");
    }
    return out.toString(UTF_8);
  }
}
