package dev.gantry.gateway.admin;

import dev.gantry.api.ApiJson;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import dev.gantry.gateway.live.CallFigures;
import dev.gantry.gateway.live.LiveFeed;
import dev.gantry.gateway.live.LiveNews;
import dev.gantry.gateway.live.LiveSubscription;
import dev.gantry.gateway.live.LiveTick;
import dev.gantry.provider.FunctionState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * {@code /system/events}: a stream of server-sent events (HTML, section 9.2) for pages that show
 * functions while they change. It begins with {@code functions}, all of them with the figures of
 * the last minutes; then come {@code changed}, {@code removed} and, every interval, {@code
 * figures}. It ends after {@link RestSettings#logLimit}, and browsers ask again by themselves.
 */
final class EventsResource {

  /** Streams at one time; each is a connection and a virtual thread. */
  private static final int MOST_STREAMS = 256;

  /** Longer than an interval: without news for so long, none is being counted. */
  private static final Duration PATIENCE = LiveFeed.INTERVAL.multipliedBy(5);

  private final LiveFeed feed;
  private final StatusView view;
  private final Duration limit;
  private final Semaphore streams = new Semaphore(MOST_STREAMS);

  /**
   * @param limit how long one stream goes on at most
   */
  EventsResource(LiveFeed feed, StatusView view, Duration limit) {
    this.feed = feed;
    this.view = view;
    this.limit = limit;
  }

  EndpointResponse stream(EndpointRequest request, String none) {
    if (streams.availablePermits() == 0) {
      return new RequestProblem(
              ProblemKind.TOO_MANY_STREAMS,
              "there are " + MOST_STREAMS + " streams of events already; close a page, try again")
          .answer(request)
          .with(Map.of("Retry-After", "10"));
    }
    return new EndpointResponse.Streamed(
        200,
        Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no"),
        this::writeBounded);
  }

  private void writeBounded(OutputStream out) throws IOException, InterruptedException {
    if (!streams.tryAcquire()) {
      return; // many came at once; the browser asks again
    }
    try (LiveSubscription subscription = feed.subscribe();
        TimeLimit end = TimeLimit.start(limit)) {
      try {
        write(subscription, out);
      } catch (InterruptedException interrupted) {
        if (!end.isOver()) {
          throw interrupted;
        }
      }
    } finally {
      streams.release();
    }
  }

  private void write(LiveSubscription subscription, OutputStream out)
      throws IOException, InterruptedException {
    event(out, "functions", beginning(subscription.await(Duration.ZERO)));
    out.flush();
    while (true) {
      LiveNews news = subscription.await(PATIENCE);
      if (news.isEmpty()) {
        out.write(": nothing new\n\n".getBytes(StandardCharsets.UTF_8));
      }
      for (Map.Entry<FunctionName, Optional<FunctionState>> change : news.changes().entrySet()) {
        if (change.getValue().isPresent()) {
          event(out, "changed", view.of(change.getValue().get()));
        } else {
          event(out, "removed", change.getKey());
        }
      }
      LiveTick tick = news.tick();
      if (tick != null) {
        event(out, "figures", figures(tick));
      }
      out.flush();
    }
  }

  private Map<String, Object> beginning(LiveNews first) {
    List<Map<String, Object>> functions = new ArrayList<>();
    for (Optional<FunctionState> state : first.changes().values()) {
      state.ifPresent(
          present ->
              functions.add(
                  Map.of(
                      "status",
                      view.of(present),
                      "figures",
                      feed.history(present.name()).stream().map(EventsResource::row).toList())));
    }
    return Map.of(
        "interval",
        LiveFeed.INTERVAL.toSeconds(),
        "intervals",
        LiveFeed.INTERVALS,
        "tick",
        feed.ticks(),
        "functions",
        functions);
  }

  /** Functions without a call are left out; most are, most of the time. */
  private static Map<String, Object> figures(LiveTick tick) {
    Map<String, List<Number>> busy = new TreeMap<>();
    tick.figures()
        .forEach(
            (name, figures) -> {
              if (figures.calls() > 0 || figures.inFlight() > 0) {
                busy.put(name.toString(), row(figures));
              }
            });
    return Map.of("tick", tick.number(), "functions", busy);
  }

  /** As an array, since hundreds of functions are told of at once. */
  private static List<Number> row(CallFigures figures) {
    return List.of(
        figures.calls(),
        figures.errors(),
        figures.medianMillis(),
        figures.p99Millis(),
        figures.ready(),
        figures.inFlight());
  }

  /** One event; JSON has no line break in it. */
  private static void event(OutputStream out, String name, Object data) throws IOException {
    out.write(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    out.write(ApiJson.write(data));
    out.write("\n\n".getBytes(StandardCharsets.UTF_8));
  }
}
