package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mode http: what reaches the function, and what of its answer reaches the client. */
class RelayTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir Path folder;

  @Test
  void passesMethodPathQueryAndFieldsOn() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      watchdog.exchange(
          "PROPFIND /a%20b/../c?x=1&y HTTP/1.1\r\nHost: func.example:80\r\nB: 1\r\nA: 2\r\nb: 3"
              + "\r\nX-Forwarded-For: 1.2.3.4\r\nConnection: close, x-hop\r\nX-Hop: gone"
              + "\r\nTE: trailers\r\nKeep-Alive: 5\r\nProxy-Connection: x\r\nUpgrade: h2c\r\n\r\n");

      assertThat(upstream.requests)
          .containsExactly(
              "PROPFIND /a%20b/../c?x=1&y HTTP/1.1\r\nHost: func.example:80\r\nB: 1\r\nA: 2"
                  + "\r\nb: 3\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n");
    }
  }

  @Test
  void putsTheBasePathInFront() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog = RelayingWatchdog.at(upstream.url() + "/base/")) {
      watchdog.get("/x?y");

      assertThat(upstream.requests.getFirst()).startsWith("GET /base/x?y HTTP/1.1\r\n");
    }
  }

  @Test
  void namesAHostToTheFunctionOfAnOldClient() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      watchdog.exchange("GET / HTTP/1.0\r\n\r\n");

      assertThat(upstream.requests.getFirst())
          .contains("\r\nHost: " + upstream.url().substring(7) + "\r\n");
    }
  }

  @Test
  void passesTheAnswerOnWithItsFields() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering(
                "HTTP/1.1 302 Somewhere\r\nLocation: http://x/\r\nSet-Cookie: a\r\nSet-Cookie: b"
                    + "\r\nContent-Length: 4\r\n\r\nmove");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      String reply = watchdog.get("/");

      assertThat(reply)
          .startsWith(
              "HTTP/1.1 302 Found\r\nLocation: http://x/\r\nSet-Cookie: a\r\nSet-Cookie: b"
                  + "\r\nX-Duration-Seconds: 0.")
          .contains("\r\nContent-Length: 4\r\n")
          .endsWith("\r\n\r\nmove");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nbody\r\n0\r\nT: 1\r\n\r\n'",
    "'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody'",
    "'HTTP/1.0 200 OK\r\n\r\nbody'",
    "'HTTP/1.1 100 C\r\n\r\nHTTP/1.1 103 E\r\nLink: x\r\n\r\nHTTP/1.1 200\r\n\r\nbody'"
  })
  void readsABodyHoweverItIsFramed(String answer) throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.request();
                  peer.send(answer);
                });
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      String reply = watchdog.get("/");

      assertThat(reply).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("Link");
      assertThat(reply).endsWith("\r\n\r\n4\r\nbody\r\n0\r\n\r\n".replace("4\r\n", "0004\r\n"));
    }
  }

  @Test
  void answersHeadWithTheLengthAndNoBody() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 77\r\n\r\n");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      String head = "HEAD / HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n";

      for (int i = 0; i < 2; i++) {
        assertThat(watchdog.exchange(head)).contains("\r\nContent-Length: 77\r\n").endsWith("\r\n");
      }
      assertThat(upstream.connections()).isOne();
    }
  }

  @Test
  void usesAConnectionAgainForTheNextCall() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      for (int i = 0; i < 5; i++) {
        assertThat(watchdog.get("/")).endsWith("ok");
      }
      assertThat(upstream.connections()).isOne();
    }
  }

  @Test
  void opensAnotherConnectionWhenTheFunctionHasClosedTheIdleOne() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.request();
                  peer.send(OK);
                });
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      for (int i = 1; i <= 4; i++) {
        eventually(() -> assertThat(upstream.openConnections()).isZero());
        assertThat(watchdog.exchange(post("x"))).endsWith("ok");
        assertThat(upstream.connections()).isEqualTo(i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, 200, 3", "PUT, 200, 3", "POST, 500, 2"})
  void sendsOnlyWhatMayBeDoneTwiceAgain(String method, int status, int seen) throws Exception {
    // The first connection is closed at its second request, before a byte of the answer.
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.request();
                  peer.send(OK);
                  peer.request();
                  if (peer.number() > 0) {
                    peer.send(OK);
                  }
                });
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      watchdog.get("/first");

      String reply =
          watchdog.exchange(
              method + " / HTTP/1.1\r\nHost: f\r\nContent-Length: 1\r\nConnection: close\r\n\r\na");

      assertThat(reply).startsWith("HTTP/1.1 " + status + " ");
      assertThat(upstream.requests).hasSize(seen);
    }
  }

  @Test
  void sendsABodyOfKnownLengthWithItsLength() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      watchdog.exchange(post("hello"));
      watchdog.exchange(post("x".repeat(300_000)));

      assertThat(upstream.requests.get(0)).endsWith("\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(upstream.requests.get(1)).contains("\r\nContent-Length: 300000\r\n\r\nxxx");
      assertThat(upstream.requests.get(1)).hasSizeGreaterThan(300_000);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendsAChunkedBodyInChunksOrHoldsIt(boolean isHeld) throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog =
            RelayingWatchdog.before(upstream, "buffer_http", Boolean.toString(isHeld))) {
      watchdog.exchange(
          "POST / HTTP/1.1\r\nHost: f\r\nTransfer-Encoding: chunked\r\nConnection: close"
              + "\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

      String request = upstream.requests.getFirst();
      if (isHeld) {
        assertThat(request).endsWith("\r\nContent-Length: 5\r\n\r\nabcde");
      } else {
        assertThat(request).contains("\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThat(request).endsWith("\r\n0\r\n\r\n").contains("abc").contains("de");
      }
    }
  }

  @Test
  void refusesABodyThatIsTooLargeToBeHeld() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog =
            RelayingWatchdog.before(
                upstream, "buffer_http", "1", "buffer_limit", "10", "spill_limit", "100")) {
      assertThat(watchdog.exchange(post("x".repeat(2000)))).startsWith("HTTP/1.1 413 ");
      assertThat(upstream.requests).isEmpty();
    }
  }

  @Test
  void passesAnAnswerOnThatBeginsBeforeTheRequestHasEnded() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  for (int i = 0; i < 3; i++) {
                    int octet = peer.socket().getInputStream().read();
                    peer.send("1\r\n" + (char) octet + "\r\n");
                  }
                  peer.send("0\r\n\r\n");
                });
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream);
        Socket client =
            watchdog.running.connect(
                "POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 3\r\nConnection: close\r\n\r\n")) {
      InputStream in = client.getInputStream();
      readUntil(in, "\r\n\r\n");
      for (String letter : new String[] {"a", "b", "c"}) {
        client.getOutputStream().write(letter.getBytes(ISO_8859_1));
        assertThat(readUntil(in, letter)).contains(letter);
      }
      assertThat(new String(in.readAllBytes(), ISO_8859_1)).endsWith("0\r\n\r\n");
    }
  }

  @Test
  void sendsEachEventWhenItComes() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.request();
                  peer.send(
                      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
                  seen.await();
                  peer.send("data: 2\n\n");
                });
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream);
        Socket client = watchdog.running.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      assertThat(readUntil(client.getInputStream(), "data: 1\n\n")).contains("event-stream");
      seen.countDown();
      assertThat(readUntil(client.getInputStream(), "0\r\n\r\n")).contains("data: 2\n\n");
    }
  }

  @Test
  void closesTheFunctionsConnectionWhenTheClientGoes() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.request();
                  peer.awaitEnd();
                  ended.countDown();
                });
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      try (Socket client = watchdog.running.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
        eventually(() -> assertThat(upstream.requests).hasSize(1));
        assertThat(client.isConnected()).isTrue();
      }
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"100ms, 30s", "30s, 100ms", "0, 0.1s"})
  void answers504ToAFunctionThatIsTooSlow(String execTimeout, String wish) throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.request();
                  peer.awaitEnd();
                });
        RelayingWatchdog watchdog =
            RelayingWatchdog.before(upstream, "exec_timeout", execTimeout)) {
      assertThat(watchdog.get("/", "X-Timeout: " + wish))
          .startsWith("HTTP/1.1 504 ")
          .contains("\r\nX-OpenFaaS-Internal: of-watchdog\r\n");
      eventually(() -> assertThat(upstream.openConnections()).isZero());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1s", "0", "1x", "1s, 2s"})
  void refusesAnXTimeoutThatIsNone(String wish) throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream)) {
      assertThat(watchdog.get("/", "X-Timeout: " + wish))
          .startsWith("HTTP/1.1 400 ")
          .contains("X-Timeout");
      assertThat(upstream.requests).isEmpty();
    }
  }

  @Test
  void waitsForAFunctionThatStartsToListenAfterTheCall() throws Exception {
    // Bound and not listening, it keeps the port from others and refuses connections.
    Socket reserved = new Socket();
    reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    int port = reserved.getLocalPort();
    try (RelayingWatchdog watchdog = RelayingWatchdog.at("http://127.0.0.1:" + port);
        reserved) {
      assertThat(watchdog.get("/_/ready")).startsWith("HTTP/1.1 503 ");
      try (Socket client =
          watchdog.running.connect("GET / HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n")) {
        eventually(() -> assertThat(watchdog.running.watchdog.callsInFlight()).isOne());
        reserved.close();
        answerOnce(port, client);
      }
      assertThat(watchdog.get("/_/ready")).startsWith("HTTP/1.1 200 ");
      assertThat(watchdog.get("/"))
          .startsWith("HTTP/1.1 500 ")
          .contains("\r\nX-OpenFaaS-Internal: of-watchdog\r\n");
    }
  }

  @Test
  void asksTheFunctionWhetherItIsReady() throws Exception {
    try (FakeUpstream upstream =
            FakeUpstream.answering("HTTP/1.1 418 No\r\nContent-Length: 0\r\n\r\n");
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream, "ready_path", "/ready?x")) {
      assertThat(watchdog.get("/_/ready")).startsWith("HTTP/1.1 418 ");
      assertThat(upstream.requests.getFirst()).startsWith("GET /ready?x HTTP/1.1\r\n");
      assertThat(watchdog.exchange("POST /_/ready HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 405 ");
      watchdog.running.watchdog.leaveRotation();
      assertThat(watchdog.get("/_/ready")).startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void logsHeadersWhenAskedAndMasksCredentials() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream, "debug_headers", "true")) {
      watchdog.get("/", "Authorization: Basic abc", "X-Shown: yes", "X-Call-Id: id-1");

      assertThat(watchdog.lines())
          .contains("watchdog: X-Shown: yes [id-1]", "watchdog: Authorization: **** [id-1]");
    }
  }

  @Test
  void logsEachCallButProbes() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.answering(OK);
        RelayingWatchdog watchdog = RelayingWatchdog.before(upstream, "log_callid", "true")) {
      watchdog.get("/probe", "User-Agent: kube-probe/1.27");
      watchdog.get("/x?y", "X-Call-Id: id-1");

      eventually(
          () ->
              assertThat(watchdog.lines())
                  .anyMatch(
                      line ->
                          line.matches(
                              "watchdog: GET /x\\?y - 200 - ContentLength: 2 \\([0-9.]+s\\)"
                                  + " \\[id-1\\]"))
                  .noneMatch(line -> line.contains("/probe")));
    }
  }

  @Test
  void reachesAFunctionOnAUnixSocket() throws Exception {
    Path path = folder.resolve("f.sock");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> answerOnce(listener));
      try (RelayingWatchdog watchdog = RelayingWatchdog.at("unix:" + path)) {
        assertThat(watchdog.get("/")).startsWith("HTTP/1.1 200 ").endsWith("ok");
      }
    }
  }

  private static void answerOnce(ServerSocketChannel listener) {
    try (SocketChannel channel = listener.accept()) {
      channel.read(ByteBuffer.allocate(1000));
      channel.write(ByteBuffer.wrap(OK.getBytes(ISO_8859_1)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Takes the connection of a call that waits for one. */
  private static void answerOnce(int port, Socket client) throws IOException {
    try (ServerSocket listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Socket accepted = listener.accept()) {
      accepted.getOutputStream().write(OK.getBytes(ISO_8859_1));
      assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  private static String post(String body) {
    return "POST / HTTP/1.1\r\nHost: f\r\nConnection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("end of input after: " + text);
      }
      text.append((char) octet);
    }
    return text.toString();
  }
}
