package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a broken or hostile function can do to a client of mode http: nothing but fail its call. */
class HostileUpstreamTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String SMALL = OK + "Content-Length: 2\r\n\r\nok";

  /** Answers that are no answers, complete enough to be refused without waiting for more. */
  static java.util.Set<Map.Entry<String, String>> unusable() {
    return Map.ofEntries(
            Map.entry("nothing of HTTP", "hello world\r\n\r\n"),
            Map.entry("HTTP/0.9", "<html>hello</html>\r\n"),
            Map.entry("garbage in front", "garbage\r\n" + SMALL),
            Map.entry("an empty line in front", "\r\n" + SMALL),
            Map.entry("HTTP/2", "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"),
            Map.entry("no status", "HTTP/1.1 OK\r\n\r\n"),
            Map.entry("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"),
            Map.entry("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n"),
            Map.entry("status 099", "HTTP/1.1 099 OK\r\n\r\n"),
            Map.entry("status 600", "HTTP/1.1 600 OK\r\n\r\n"),
            Map.entry("a NUL in a value", OK + "A: b\0c\r\nContent-Length: 0\r\n\r\n"),
            Map.entry("a bare CR in a value", OK + "A: b\rSet-Cookie: c\r\n\r\n"),
            Map.entry("a bare LF in a value", OK + "A: b\nSet-Cookie: c\r\n\r\n"),
            Map.entry("a folded field", OK + "A: b\r\n c\r\nContent-Length: 0\r\n\r\n"),
            Map.entry("a space before the colon", OK + "A : b\r\n\r\n"),
            Map.entry("a name that is no token", OK + "A(b): c\r\n\r\n"),
            Map.entry("a field without colon", OK + "Abc\r\n\r\n"),
            Map.entry("an endless status line", "HTTP/1.1 200 " + "x".repeat(100_000)),
            Map.entry("endless fields", OK + "A: b\r\n".repeat(100_000)),
            Map.entry("one endless field", OK + "A: " + "b".repeat(100_000)),
            Map.entry("two lengths", OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nokk"),
            Map.entry("a length twice", OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("a list of lengths", OK + "Content-Length: 2, 2\r\n\r\nok"),
            Map.entry("a negative length", OK + "Content-Length: -1\r\n\r\n"),
            Map.entry("a signed length", OK + "Content-Length: +2\r\n\r\nok"),
            Map.entry("an enormous length", OK + "Content-Length: 99999999999999999999\r\n\r\n"),
            Map.entry("an empty length", OK + "Content-Length:\r\n\r\n"),
            Map.entry(
                "a length and chunks",
                OK + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Map.entry("another coding", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
            Map.entry("an odd coding", OK + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
            Map.entry(
                "chunks in HTTP/1.0",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Map.entry("a flood of interim answers", "HTTP/1.1 102 P\r\n\r\n".repeat(1000) + SMALL),
            Map.entry(
                "a switch nobody asked for",
                "HTTP/1.1 101 S\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n" + SMALL))
        .entrySet();
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void answers502ToWhatIsNoAnswer(Map.Entry<String, String> answer) throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(answer.getValue());
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      String reply = watchdog.get("/");

      assertThat(reply).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
      assertThat(reply).contains("\r\nX-OpenFaaS-Internal: of-watchdog\r\n");
      assertThat(reply).doesNotContain("Set-Cookie").doesNotContain("HTTP/1.1 200");
      assertThat(reply.split("HTTP/1.1 [0-9]", -1)).hasSize(2);
      eventually(() -> assertThat(upstream.openConnections()).isZero());
    }
  }

  @Test
  void answers500ToAFunctionThatHangsUp() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.playing(FakeUpstream.Peer::request);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      assertThat(watchdog.get("/"))
          .startsWith("HTTP/1.1 500 ")
          .contains("\r\nX-OpenFaaS-Internal: of-watchdog\r\n");
    }
  }

  @Test
  void answers500ToAFunctionThatHangsUpInItsHead() throws Exception {
    try (FakeUpstream upstream = once(OK + "Content-Le");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      assertThat(watchdog.get("/")).startsWith("HTTP/1.1 500 ");
    }
  }

  @Test
  void cutsAnAnswerThatIsShorterThanItsLength() throws Exception {
    assertCut(OK + "Content-Length: 10\r\n\r\nshort");
  }

  @Test
  void cutsAnAnswerWhoseChunksEndEarly() throws Exception {
    assertCut(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n");
  }

  @Test
  void cutsAnAnswerWithABadChunk() throws Exception {
    assertCut(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nxyz\r\n");
  }

  @Test
  void cutsAnAnswerWhoseChunkIsLongerThanItSays() throws Exception {
    assertCut(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nshortlonger\r\n0\r\n\r\n");
  }

  /** The client sees a reset, or an end before the frame's: never a whole answer. */
  private static void assertCut(String answer) throws Exception {
    try (FakeUpstream upstream = once(answer);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      String reply;
      try {
        reply = watchdog.get("/");
      } catch (IOException e) {
        return;
      }
      assertThat(reply).doesNotEndWith("\r\n0\r\n\r\n").doesNotContain("longer");
      assertThat(reply.length() - reply.indexOf("\r\n\r\n") - 4).isNotEqualTo(10);
    }
  }

  @Test
  void dropsWhatStandsBehindAnAnswerAndTheConnectionWithIt() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering(OK + "Content-Length: 2\r\n\r\nok" + "HTTP/1.1 200 OK\r\n");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      for (int i = 1; i <= 3; i++) {
        assertThat(watchdog.get("/")).endsWith("\r\n\r\nok");
        assertThat(upstream.connections()).isEqualTo(i);
      }
    }
  }

  @Test
  void neverTakesWhatCameOnAnIdleConnectionForAnAnswer() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  String request = peer.request();
                  while (!request.isEmpty()) {
                    peer.send(SMALL);
                    if (request.startsWith("GET /poison ")) {
                      peer.requests().add("answered");
                      peer.send(OK + "Content-Length: 6\r\n\r\npoison");
                      peer.requests().add("poisoned");
                    }
                    request = peer.request();
                  }
                });
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      watchdog.get("/poison");
      eventually(() -> assertThat(upstream.requests).contains("poisoned"));

      for (int i = 0; i < 3; i++) {
        assertThat(watchdog.get("/next")).endsWith("\r\n\r\nok");
      }
    }
  }

  @Test
  void ignoresABodyBehindAStatusThatHasNone() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering("HTTP/1.1 204 None\r\nContent-Length: 4\r\n\r\nbody");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      assertThat(watchdog.get("/")).startsWith("HTTP/1.1 204 ").endsWith("\r\n\r\n");
      assertThat(watchdog.get("/")).startsWith("HTTP/1.1 204 ").endsWith("\r\n\r\n");
      assertThat(upstream.connections()).isEqualTo(2);
    }
  }

  @Test
  void ignoresFieldsThatAreTheServersOwn() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering(
                OK
                    + "Connection: X-Secret, keep-alive\r\nX-Secret: a\r\nKeep-Alive: timeout=5"
                    + "\r\nDate: yesterday\r\nX-Duration-Seconds: 7\r\nContent-Length: 2\r\n\r\nok");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      String reply = watchdog.get("/");

      assertThat(reply).startsWith(OK).endsWith("\r\n\r\nok");
      assertThat(reply)
          .doesNotContain("X-Secret")
          .doesNotContain("Keep-Alive")
          .doesNotContain("yesterday")
          .doesNotContain("X-Duration-Seconds: 7");
      assertThat(reply.split("\r\nContent-Length", -1)).hasSize(2);
      assertThat(reply.split("\r\nDate", -1)).hasSize(2);
    }
  }

  private static FakeUpstream once(String text) throws IOException {
    return FakeUpstream.playing(
        peer -> {
          peer.request();
          peer.send(text);
        });
  }
}
