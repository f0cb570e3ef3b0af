package dev.gantry.watchdog.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One object a line, whatever is written. */
class JsonLinesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T09:05:06.007Z"), ZoneId.of("Asia/Kolkata"));
  private static final String TIME = "{\"time\":\"2026-11-23T09:05:06.007Z\",";

  private final List<String> lines = new ArrayList<>();
  private final WatchdogLog log =
      WatchdogLog.dated(lines::add, CLOCK, new LogSettings(true, 8, false, LogFormat.JSON));

  @Test
  void writesOwnLines() {
    log.own("Forking fprocess.");
    log.own("Forking fprocess.", CallId.of(Optional.of("c\"1")));

    assertThat(lines)
        .containsExactly(
            TIME + "\"source\":\"watchdog\",\"message\":\"Forking fprocess.\"}",
            TIME
                + "\"source\":\"watchdog\",\"message\":\"Forking fprocess.\","
                + "\"call_id\":\"c\\\"1\"}");
  }

  @Test
  void writesAccessLines() {
    log.access(new AccessEntry("GET", "/a?b", 206, 12, 1_500_400), CallId.NONE);
    log.access(new AccessEntry("GET", "/", 200, -1, 0), CallId.NONE);

    assertThat(lines)
        .containsExactly(
            TIME
                + "\"source\":\"watchdog\",\"message\":\"GET /a?b\",\"method\":\"GET\","
                + "\"uri\":\"/a?b\",\"status\":206,\"bytes\":12,\"seconds\":0.001500}",
            TIME
                + "\"source\":\"watchdog\",\"message\":\"GET /\",\"method\":\"GET\","
                + "\"uri\":\"/\",\"status\":200,\"seconds\":0.000000}");
  }

  @Test
  void writesFunctionLinesInPieces() {
    write("123456789\n".getBytes(UTF_8));

    assertThat(lines)
        .containsExactly(
            TIME
                + "\"source\":\"function\",\"stream\":\"stderr\",\"message\":\"12345678\","
                + "\"partial\":true,\"call_id\":\"c-1\"}",
            TIME
                + "\"source\":\"function\",\"stream\":\"stderr\",\"message\":\"9\","
                + "\"call_id\":\"c-1\"}");
  }

  @Test
  void escapesWhatWouldBreakALineOrAParser() {
    assertThat(message("a\"\\\b\r\t\0")).isEqualTo("a\\\"\\\\\\u0008\\r\\t\\u0000");
    assertThat(message("\u007f\u0085\u2028\u2029")).isEqualTo("\\u007f\\u0085\\u2028\\u2029");
    assertThat(message("ä€😀")).isEqualTo("ä€😀");
  }

  @Test
  void writesNoHalfCharacters() {
    assertThat(message("\ud83d")).isEqualTo("\ufffd");
    assertThat(message("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
    assertThat(message("\ud83d\ud83d\ude00")).isEqualTo("\ufffd😀");
  }

  @Test
  void replacesBytesThatAreNotUtf8() {
    write("\u00ff\u00c0\u00af\u00ed\u00a0\u00bf\n".getBytes(ISO_8859_1));

    assertThat(lines).singleElement().asString().contains("\"message\":\"\ufffd");
    assertThat(lines.getFirst().chars())
        .noneMatch(c -> c < ' ' || Character.isSurrogate((char) (int) c));
  }

  private String message(String text) {
    String json = new JsonObject(new StringBuilder()).text("m", text).end();
    return json.substring(",\"m\":\"".length(), json.length() - 2);
  }

  private void write(byte[] bytes) {
    log.cutter("stderr", CallId.of(Optional.of("c-1"))).take(bytes, 0, bytes.length);
  }
}
