package dev.gantry.watchdog.log;

import java.time.Clock;

/**
 * One JSON object a line. A line about a call always has its id: here it is a field, which disturbs
 * nobody.
 */
final class JsonLines implements LineForm {

  private final UtcMillis time;

  JsonLines(Clock clock) {
    this.time = new UtcMillis(clock);
  }

  @Override
  public String own(String text, CallId call) {
    return begin("watchdog").text("message", text).text("call_id", call.value()).end();
  }

  @Override
  public String function(String stream, String text, boolean isPart, CallId call) {
    JsonObject line = begin("function").text("stream", stream).text("message", text);
    if (isPart) {
      line.literal("partial", "true");
    }
    return line.text("call_id", call.value()).end();
  }

  @Override
  public String access(AccessEntry entry, CallId call) {
    JsonObject line = begin("watchdog");
    line.text("message", entry.method().concat(" ").concat(entry.uri()));
    line.text("method", entry.method()).text("uri", entry.uri());
    line.literal("status", Integer.toString(entry.status()));
    if (entry.bytes() >= 0) {
      line.literal("bytes", Long.toString(entry.bytes()));
    }
    line.literal("seconds", Seconds.text(entry.nanos()));
    return line.text("call_id", call.value()).end();
  }

  private JsonObject begin(String source) {
    StringBuilder line = new StringBuilder(160).append("{\"time\":\"");
    time.addTo(line);
    return new JsonObject(line.append('"')).text("source", source);
  }
}
