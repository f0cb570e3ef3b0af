package dev.gantry.watchdog.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.http.Headers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogLogTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T09:05:06Z"), ZoneOffset.UTC);

  private static final LogSettings MARKED = new LogSettings(true, 100, false, LogFormat.TEXT);

  private final List<String> lines = new ArrayList<>();

  @Test
  void datesLinesAsGoDoes() {
    WatchdogLog log = WatchdogLog.dated(lines::add, CLOCK, MARKED);

    log.own("Forking fprocess.");
    write(log.cutter("stderr"), "oh\n");

    assertThat(lines)
        .containsExactly("2026/11/23 09:05:06 Forking fprocess.", "2026/11/23 09:05:06 stderr: oh");
  }

  @Test
  void marksOwnLinesWhereTheLogHasDates() {
    WatchdogLog log = WatchdogLog.marked(lines::add, MARKED);

    log.own("Forking fprocess.", CallId.of(Optional.of("c-1")));
    write(log.cutter("stderr"), "oh\n");

    assertThat(lines).containsExactly("watchdog: Forking fprocess. [c-1]", "stderr: oh");
  }

  @Test
  void keepsOneLineOneLineWhateverItSays() {
    WatchdogLog log = WatchdogLog.dated(lines::add, CLOCK, MARKED);

    log.own("Error: /a\n2026/11/23 09:05:06 stderr: forged\u001b[2J: too many links");

    assertThat(lines)
        .containsExactly(
            "2026/11/23 09:05:06 Error: /a?2026/11/23 09:05:06 stderr: forged?[2J: too many links");
  }

  @Test
  void leavesFunctionLinesAloneWithoutPrefix() {
    WatchdogLog log =
        WatchdogLog.dated(lines::add, CLOCK, new LogSettings(false, 100, false, LogFormat.TEXT));

    write(log.cutter("stderr"), "oh\n");

    assertThat(lines).containsExactly("oh");
  }

  @Test
  void endsFunctionLinesWithTheCallOnlyWhenAsked() {
    CallId call = CallId.of(Optional.of("c-1"));
    LogSettings plain = new LogSettings(false, 100, false, LogFormat.TEXT);
    LogSettings naming = new LogSettings(false, 100, true, LogFormat.TEXT);

    write(WatchdogLog.dated(lines::add, CLOCK, plain).cutter("stderr", call), "oh\n");
    write(WatchdogLog.dated(lines::add, CLOCK, naming).cutter("stderr", call), "oh\n");
    write(WatchdogLog.dated(lines::add, CLOCK, naming).cutter("stderr"), "oh\n");

    assertThat(lines).containsExactly("oh", "oh [c-1]", "oh");
  }

  @Test
  void writesAnAccessLine() {
    AccessEntry entry = new AccessEntry("GET", "/a?b", 200, 12, 1_500_400);
    CallId call = CallId.of(Optional.of("c-1"));
    LogSettings naming = new LogSettings(true, 100, true, LogFormat.TEXT);

    WatchdogLog.dated(lines::add, CLOCK, MARKED).access(entry, call);
    WatchdogLog.dated(lines::add, CLOCK, naming).access(entry, call);

    assertThat(lines)
        .containsExactly(
            "2026/11/23 09:05:06 GET /a?b - 200 - ContentLength: 12 (0.001500s)",
            "2026/11/23 09:05:06 GET /a?b - 200 - ContentLength: 12 (0.001500s) [c-1]");
  }

  @Test
  void keepsACallIdPrintableAndShort() {
    assertThat(CallId.of(Optional.of("a\u001b[31m b" + "x".repeat(500))).value().orElseThrow())
        .startsWith("a?[31m?b")
        .hasSize(128);
    assertThat(CallId.of(Optional.of("")).value()).isEmpty();
  }

  @Test
  void masksCredentials() {
    Headers headers =
        new Headers(
            List.of(
                new Headers.Field("authorization", "Basic c2VjcmV0"),
                new Headers.Field("Cookie", "session=1"),
                new Headers.Field("X-Api-Key", "k"),
                new Headers.Field("X-Hub-Signature-256", "sha256=1"),
                new Headers.Field("Accept", "text/\u001bhtml")));

    assertThat(HeaderMask.lines(headers))
        .containsExactly(
            "authorization: ****",
            "Cookie: ****",
            "X-Api-Key: ****",
            "X-Hub-Signature-256: ****",
            "Accept: text/?html");
  }

  private static void write(LineCutter cutter, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    cutter.take(bytes, 0, bytes.length);
  }
}
