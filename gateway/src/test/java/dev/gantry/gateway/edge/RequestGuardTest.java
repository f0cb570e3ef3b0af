package dev.gantry.gateway.edge;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestGuardTest {

  private static final String CHUNKED =
      "POST /function/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String GET = "GET /function/echo HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String BAD = "GET /function/echo HTTP/1.1\r\n\r\n";
  private static final String UPGRADE =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";
  private static final String SWITCH =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";

  private GuardedRelay server;
  private RecordingReplica replica;

  @BeforeEach
  void start() throws Exception {
    server = GuardedRelay.start(ConnectionLimits.DEFAULT);
    replica = server.replica();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void abortsTheCallWhenTheBodyTurnsOutBad() throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      client.send(CHUNKED + "5\r\nhello\r\n");
      eventually(() -> assertThat(replica.everything()).endsWith("5\r\nhello\r\n"));

      client.send("x\r\n0\r\n\r\n" + GET);

      assertThat(client.readAll())
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .contains("\r\nConnection: close\r\n")
          .endsWith("\r\n\r\nbad chunk size\n");
    }
    eventually(() -> assertThat(replica.open()).isZero());
    assertThat(replica.complete()).isEmpty();
    assertThat(replica.everything()).endsWith("5\r\nhello\r\n");
  }

  @Test
  void neverPassesARequestOnWhoseBadBodyCameWithItsHead() throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      client.send(CHUNKED + "5\r\nhello\r\nx\r\n0\r\n\r\n");

      assertThat(client.readAll()).startsWith("HTTP/1.1 400 ").endsWith("bad chunk size\n");
    }
    assertThat(replica.everything()).isEmpty();
  }

  @Test
  void cutsTheConnectionWhenTheAnswerHasBegun() throws Exception {
    String begun = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfirst";
    try (RawClient client = new RawClient(server.address())) {
      replica.onHead(out -> RecordingReplica.write(out, begun));
      client.send(CHUNKED + "5\r\nhello\r\n");
      assertThat(client.readTo("first")).endsWith("\r\n\r\nfirst");

      client.send("x\r\n");

      assertThat(client.readAll()).isEmpty();
    }
    eventually(() -> assertThat(replica.open()).isZero());
  }

  @Test
  void answersEarlierRequestsFirst() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    replica.answers((request, in, out) -> answerWhen(go, out));
    try (RawClient client = new RawClient(server.address())) {
      client.send(GET + GET + BAD + GET);
      eventually(() -> assertThat(replica.complete()).hasSize(1));

      go.countDown();

      assertThat(client.readAll())
          .matches(
              "(?s)HTTP/1.1 200 .*\r\n\r\nokHTTP/1.1 200 .*\r\n\r\nokHTTP/1.1 400 .*no Host\n");
    }
    assertThat(replica.complete()).hasSize(2);
  }

  private static void answerWhen(CountDownLatch go, java.io.OutputStream out) throws IOException {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    RecordingReplica.write(out, RecordingReplica.OK);
  }

  @Test
  void aClientThatSendsOnCanStillReadItsAnswer() throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      client.send(BAD);
      for (int i = 0; i < 200; i++) {
        client.send("more ".repeat(1000));
      }

      assertThat(client.readAll()).endsWith("\r\n\r\nno Host\n");
    }
  }

  @Test
  void stepsAsideOnceTheReplicaHasSwitched() throws Exception {
    replica.answers((request, in, out) -> echo(in, out));
    try (RawClient client = new RawClient(server.address())) {
      client.send(UPGRADE);
      assertThat(client.readTo("\r\n\r\n")).startsWith("HTTP/1.1 101 ");

      client.send("\0 no \r HTTP \n at all\r\n\r\nend");

      assertThat(client.readTo("end")).isEqualTo("\0 no \r HTTP \n at all\r\n\r\nend");
    }
    eventually(() -> assertThat(replica.open()).isZero());
  }

  private static void echo(java.io.InputStream in, java.io.OutputStream out) throws IOException {
    RecordingReplica.write(out, SWITCH);
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      out.write(octet);
    }
  }

  @Test
  void staysWhenTheReplicaDoesNotSwitch() throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      client.send(UPGRADE);
      assertThat(client.readTo("ok")).startsWith("HTTP/1.1 200 ");

      client.send(BAD);

      assertThat(client.readAll()).startsWith("HTTP/1.1 400 ").endsWith("no Host\n");
    }
  }

  @Test
  void cutsATunnelThatHasARequestBehindItsUpgrade() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    replica.answers(
        (request, in, out) -> {
          answerWhen(go, new java.io.ByteArrayOutputStream());
          echo(in, out);
        });
    try (RawClient client = new RawClient(server.address())) {
      client.send(UPGRADE + GET);
      eventually(() -> assertThat(replica.complete()).hasSize(1));

      go.countDown();

      assertThat(client.readAll()).startsWith("HTTP/1.1 101 ").endsWith("\r\n\r\n");
    }
    assertThat(replica.complete()).hasSize(1);
    assertThat(replica.everything()).isEqualTo(replica.complete().getFirst());
  }

  @Test
  void refusesAHeadAndALineThatAreTooLarge() throws Exception {
    String field = "X: " + "v".repeat(70_000) + "\r\n";
    for (String request :
        new String[] {
          "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n"
        }) {
      try (RawClient client = new RawClient(server.address())) {
        assertThat(client.send(request).readAll()).startsWith("HTTP/1.1 431 ");
      }
    }
    assertThat(replica.everything()).isEmpty();
  }

  @Test
  void takesALargeHeadInPieces() throws Exception {
    String head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "v".repeat(60_000) + "\r\n\r\n";
    try (RawClient client = new RawClient(server.address())) {
      client.send(head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 601);

      assertThat(client.readTo("ok")).startsWith("HTTP/1.1 200 ");
    }
  }
}
