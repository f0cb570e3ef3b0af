package dev.gantry.watchdog.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** The calls of one watchdog: how many, how long, how many now. Thread-safe. */
public final class CallMetrics {

  /** Others share one value, so that a client cannot make series. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  /** What tells two series apart. */
  record Series(int code, String method) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      return code == other.code
          ? method.compareTo(other.method)
          : Integer.compare(code, other.code);
    }
  }

  private final Map<Series, Histogram> calls = new ConcurrentSkipListMap<>();
  private final LongAdder inFlight = new LongAdder();

  /** Notes that a call began. */
  public void begun() {
    inFlight.increment();
  }

  /**
   * Notes that a call ended.
   *
   * @param code the status it was answered with; 499 if the client went away before
   */
  public void ended(int code, String method, double seconds) {
    inFlight.decrement();
    String known = METHODS.contains(method) ? method.toLowerCase(Locale.ROOT) : "unknown";
    calls.computeIfAbsent(new Series(code, known), series -> new Histogram()).observe(seconds);
  }

  /** Calls at work now. */
  public int inFlight() {
    return inFlight.intValue();
  }

  /** Everything in the Prometheus text format, version 0.0.4. */
  public String text() {
    StringBuilder text = new StringBuilder(2048);
    head(text, "http_requests_total", "counter", "Calls answered.");
    calls.forEach(
        (series, histogram) ->
            text.append("http_requests_total{")
                .append(labels(series))
                .append("} ")
                .append(histogram.count())
                .append('\n'));
    head(text, "http_request_duration_seconds", "histogram", "Seconds from request to answer.");
    calls.forEach(
        (series, histogram) ->
            histogram.write(text, "http_request_duration_seconds", labels(series)));
    head(text, "http_requests_in_flight", "gauge", "Calls being answered now.");
    return text.append("http_requests_in_flight ").append(inFlight.sum()).append('\n').toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static String labels(Series series) {
    return "code=\"" + series.code() + "\",method=\"" + series.method() + '"';
  }
}
