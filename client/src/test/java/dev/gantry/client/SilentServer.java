package dev.gantry.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Takes connections and never answers. */
final class SilentServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

  SilentServer() throws IOException {}

  GatewayAddress address() {
    return GatewayAddress.parse("127.0.0.1:" + socket.getLocalPort()).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
