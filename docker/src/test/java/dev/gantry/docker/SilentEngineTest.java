package dev.gantry.docker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine on a Unix socket that takes connections and does not answer. */
@Timeout(60)
class SilentEngineTest {

  private static final Duration LIMIT = Duration.ofMillis(200);

  private final BlockingQueue<SocketChannel> accepted = new LinkedBlockingQueue<>();

  @TempDir Path folder;
  private ServerSocketChannel server;
  private EngineConnection engine;

  @BeforeEach
  void listen() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("docker.sock"));
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
    Thread.startVirtualThread(this::accept);
    engine =
        EngineConnection.open(Optional.of("unix://" + address.getPath()), LIMIT, Optional.empty());
  }

  private void accept() {
    try {
      while (true) {
        accepted.add(server.accept());
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    server.close();
    for (SocketChannel connection : accepted) {
      connection.close();
    }
  }

  @Test
  void givesARequestUpAndSaysWhichOne() {
    RuntimeException failed =
        catchThrowableOfType(RuntimeException.class, () -> engine.client().infoCmd().exec());

    assertThat(EngineFault.isNoAnswer(failed)).isTrue();
    assertThat(EngineFault.reason(failed))
        .startsWith("the Docker engine does not answer: no answer to GET")
        .contains("/info within 0 s");
  }

  @Test
  void givesAnAnswerUpThatStopsHalfWay() throws Exception {
    FutureTask<Object> info = new FutureTask<>(() -> engine.client().infoCmd().exec());
    Thread.startVirtualThread(info);
    SocketChannel connection = accepted.take();
    write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"ID\": ");

    assertThat(info)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingRootCause()
        .withMessageContaining("no answer");
    connection.close();
  }

  @Test
  void closesTheConnectionOfARequestThatWasGivenUp() throws Exception {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> engine.client().pingCmd().exec());

    SocketChannel connection = accepted.take();
    ByteBuffer sent = ByteBuffer.allocate(10_000);
    while (connection.read(sent) >= 0) {
      // Until its end.
    }
    assertThat(new String(sent.array(), 0, sent.position(), US_ASCII)).startsWith("GET ");
    connection.close();
  }

  @Test
  void keepsAStreamOpenThatSaysNothing() throws Exception {
    BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    try (var listener =
        new ResultCallback.Adapter<Event>() {
          @Override
          public void onNext(Event event) {
            heard.add(event);
          }
        }) {
      engine.client().eventsCmd().exec(listener);
      SocketChannel stream = accepted.take();
      // Something that has the limit is given up meanwhile, so more time than that has passed.
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> engine.client().pingCmd().exec());

      write(
          stream,
          String.join(
              "\r\n",
              "HTTP/1.1 200 OK",
              "Content-Type: application/json",
              "Connection: close",
              "",
              "{\"Type\": \"container\", \"Action\": \"die\"}\n"));
      assertThat(heard.poll(30, TimeUnit.SECONDS)).isNotNull();
      stream.close();
    }
  }

  @Test
  void saysSoForPeopleWithoutWaitingForLong() {
    try (EngineConnection patient =
        EngineConnection.open(
            Optional.of(engine.host().toString()), Duration.ofHours(1), Optional.empty())) {
      Heartbeat heartbeat =
          new Heartbeat(
              patient,
              () -> {
                patient.client().pingCmd().exec();
                return Optional.empty();
              });

      assertThat(heartbeat.trouble())
          .hasValueSatisfying(
              trouble ->
                  assertThat(trouble)
                      .isEqualTo(
                          "the Docker engine at " + engine.host() + " has not answered for 5 s"));
    }
  }

  private static void write(SocketChannel connection, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    while (bytes.hasRemaining()) {
      connection.write(bytes);
    }
  }
}
