package dev.gantry.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.TwoGateways;
import dev.gantry.gateway.auth.SharedKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody on the same network may try at the address where gateways ask each other. */
@Timeout(60)
@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class HostilePeerTest {

  private static final FunctionName FN = new FunctionName("fn", "openfaas-fn");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final PeerSeal seal = seal(TwoGateways.PASSWORD, Clock.systemUTC());
  private TwoGateways gateways;
  private String gateway;

  @BeforeEach
  void start() throws IOException {
    gateways =
        new TwoGateways((name, id) -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    gateway =
        new PeerClient(seal, gateways.peerPort())
            .ask(LOOPBACK, Question.loads("test"), LIMIT, Loads.class)
            .gateway();
  }

  @AfterEach
  void stop() {
    gateways.close();
  }

  @Test
  void whoHasTheKeyIsAnsweredOnce() throws Exception {
    String withdraw = seal.seal(withdraw(gateway)).text();

    assertThat(ask(withdraw)).startsWith("HTTP/1.1 200 ").contains("\"callsInFlight\":0");
    assertThat(ask(withdraw)).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void nobodyWithoutTheKeyIsAnswered() throws Exception {
    PeerSeal other = seal("another secret, long too", Clock.systemUTC());
    String genuine = seal.seal(withdraw(gateway)).text();

    assertThat(ask(other.seal(withdraw(gateway)).text())).startsWith("HTTP/1.1 403 ");
    assertThat(ask("")).startsWith("HTTP/1.1 403 ");
    assertThat(ask("1.2.3.4.5")).startsWith("HTTP/1.1 403 ");
    assertThat(ask(genuine + "x")).startsWith("HTTP/1.1 403 ");
    assertThat(ask(genuine.replaceFirst("1\\.[0-9]", "1.9"))).startsWith("HTTP/1.1 403 ");
    assertThat(send("POST /peers HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("Gantry-Peer", "key");
  }

  @Test
  void anOldQuestionIsNotAnswered() throws Exception {
    Clock past = Clock.offset(Clock.systemUTC(), PeerSeal.LIFE.plusSeconds(5).negated());
    Clock future = Clock.offset(Clock.systemUTC(), PeerSeal.LIFE.plusSeconds(5));

    assertThat(ask(seal(TwoGateways.PASSWORD, past).seal(withdraw(gateway)).text()))
        .startsWith("HTTP/1.1 403 ");
    assertThat(ask(seal(TwoGateways.PASSWORD, future).seal(withdraw(gateway)).text()))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aQuestionForAnotherGatewayIsNotAnswered() throws Exception {
    assertThat(ask(seal.seal(withdraw("somebody else")).text())).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aSessionOrAPasswordIsNoKey() throws Exception {
    SharedKey sessions = new SharedKey("session", TwoGateways.USER, TwoGateways.PASSWORD);
    PeerSeal other = new PeerSeal(sessions, Clock.systemUTC(), new SecureRandom());

    assertThat(ask(other.seal(withdraw(gateway)).text())).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void anotherVerbIsRefusedWithTheOneThatIsTaken() throws Exception {
    assertThat(
            send(
                "GET /peers HTTP/1.1\r\nHost: h\r\nGantry-Peer: "
                    + seal.seal(withdraw(gateway)).text()
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: POST");
  }

  @Test
  void aHugeBodyIsNotKept() throws Exception {
    String head = "POST /peers HTTP/1.1\r\nHost: h\r\nContent-Length: " + (8 << 20) + "\r\n";

    assertThat(begin(head + "\r\n", 8)).startsWith("HTTP/1.1 403 ");
    assertThat(begin(head + "Gantry-Peer: " + seal.seal(withdraw(gateway)).text() + "\r\n\r\n", 8))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void theListenersOfFunctionsDoNotAnswerGateways() throws Exception {
    String question = seal.seal(withdraw(gateway)).text();

    assertThat(
            send(
                gateways.publicPort(),
                "POST /peers HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nGantry-Peer: "
                    + question
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 404 ");
  }

  @Test
  void anAnswerThatIsNotSignedForTheQuestionIsNotBelieved() throws Exception {
    PeerSeal.Sealed question = seal.seal(withdraw(gateway));
    PeerSeal.Sealed another = seal.seal(withdraw(gateway));
    byte[] answer = "{\"callsInFlight\":0}".getBytes(StandardCharsets.UTF_8);
    byte[] changed = "{\"callsInFlight\":1}".getBytes(StandardCharsets.UTF_8);
    String signature = seal.sign(question, answer);

    assertThat(seal.isAnswer(question, answer, signature)).isTrue();
    assertThat(seal.isAnswer(another, answer, signature)).isFalse();
    assertThat(seal.isAnswer(question, changed, signature)).isFalse();
    assertThat(seal.isAnswer(question, answer, "")).isFalse();
  }

  private static Question withdraw(String to) {
    return Question.withdraw("test", to, 1, FN, "fn-1", Duration.ZERO);
  }

  private static PeerSeal seal(String password, Clock clock) {
    return new PeerSeal(
        new SharedKey("peer", TwoGateways.USER, password), clock, new SecureRandom());
  }

  private String ask(String question) throws IOException {
    return send(
        "POST /peers HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nGantry-Peer: "
            + question
            + "\r\n\r\n");
  }

  private String send(String request) throws IOException {
    return send(gateways.peerPort(), request);
  }

  private static String send(int port, String request) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return answer(socket);
    }
  }

  /** Sends a head and so many megabytes, while the answer is read. */
  private String begin(String request, int megabytes) throws Exception {
    try (Socket socket = new Socket(LOOPBACK, gateways.peerPort())) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  answer.complete(answer(socket));
                } catch (IOException e) {
                  answer.completeExceptionally(e);
                }
              });
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < megabytes && !answer.isDone(); i++) {
          out.write(new byte[1 << 20]);
        }
      } catch (IOException closed) {
        // The answer came first; what it says is checked.
        assertThat(answer).succeedsWithin(LIMIT);
      }
      return answer.get();
    }
  }

  /** The head of an answer and what of its body came with it. */
  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    byte[] some = new byte[8192];
    while (!text.toString().contains("\r\n\r\n")) {
      int length = in.read(some);
      if (length < 0) {
        return text.toString();
      }
      text.append(new String(some, 0, length, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }
}
