package dev.gantry.bench.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that have made one call each and stay. */
public final class IdleConnections implements AutoCloseable {

  private final List<SocketChannel> all = new ArrayList<>();

  /**
   * Opens them one after the other.
   *
   * @param path called on each, the number of the connection modulo {@code functions} behind it
   */
  public static IdleConnections open(
      InetSocketAddress address, int count, String path, int functions) throws IOException {
    IdleConnections connections = new IdleConnections();
    try {
      for (int i = 0; i < count; i++) {
        SocketChannel socket = SocketChannel.open(address);
        connections.all.add(socket);
        call(socket, path + i % functions);
      }
      return connections;
    } catch (IOException e) {
      connections.close();
      throw e;
    }
  }

  private static void call(SocketChannel socket, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    ByteBuffer answer = ByteBuffer.allocate(4096);
    do {
      if (socket.read(answer) < 0) {
        throw new IOException(path + " was not answered");
      }
    } while (answer.get(answer.position() - 1) != '\n');
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel socket : all) {
      socket.close();
    }
  }
}
