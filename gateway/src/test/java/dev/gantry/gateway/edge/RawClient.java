package dev.gantry.gateway.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends octets as they are, and reads what comes. */
final class RawClient implements AutoCloseable {

  private static final int LIMIT_MILLIS = 20_000;

  private final Socket socket;

  RawClient(InetSocketAddress address) throws IOException {
    this(new Socket(address.getAddress(), address.getPort()));
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MILLIS);
  }

  /** Sends in pieces of so many octets. A server that has answered and gone is no failure. */
  RawClient send(byte[] octets, int piece) {
    try {
      for (int at = 0; at < octets.length; at += piece) {
        socket.getOutputStream().write(octets, at, Math.min(piece, octets.length - at));
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      // What it answered can still be read.
    }
    return this;
  }

  RawClient send(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    return send(octets, Math.max(1, octets.length));
  }

  /** Everything up to the end of the connection. */
  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Reads until the text came; what was read. */
  String readTo(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        break;
      }
      read.write(octet);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
