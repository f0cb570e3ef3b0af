package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function at a Unix socket with as many connections waiting as its queue takes. */
class BusyUnixSocketTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok";

  @TempDir Path folder;

  @Test
  void waitsUntilTheFunctionAccepts() throws Exception {
    Path path = folder.resolve("f.sock");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path), 1);
      try (RelayingWatchdog watchdog = RelayingWatchdog.at("unix:" + path)) {
        Thread first = Thread.startVirtualThread(() -> answer(listener));
        assertThat(watchdog.get("/")).startsWith("HTTP/1.1 200 ");
        first.join();
        List<SocketChannel> waiting = fill(path);

        try (Socket client = watchdog.running.connect("GET / HTTP/1.0\r\n\r\n")) {
          eventually(() -> assertThat(watchdog.running.watchdog.callsInFlight()).isOne());
          for (SocketChannel one : waiting) {
            one.close();
            listener.accept().close();
          }
          answer(listener);
          assertThat(client.getInputStream().readAllBytes()).asString(ISO_8859_1).endsWith("ok");
        }
      }
    }
  }

  /** Connects until there is no more room. */
  private static List<SocketChannel> fill(Path path) throws InterruptedException {
    List<SocketChannel> waiting = new ArrayList<>();
    // A virtual thread, since on others the call would block.
    Thread.startVirtualThread(() -> connect(path, waiting)).join();
    return waiting;
  }

  private static void connect(Path path, List<SocketChannel> waiting) {
    try {
      while (true) {
        waiting.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
      }
    } catch (SocketException e) {
      // There is no more room.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void answer(ServerSocketChannel listener) {
    try (SocketChannel channel = listener.accept()) {
      channel.read(ByteBuffer.allocate(1000));
      channel.write(ByteBuffer.wrap(OK.getBytes(ISO_8859_1)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
