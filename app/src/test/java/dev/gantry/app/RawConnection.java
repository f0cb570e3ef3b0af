package dev.gantry.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes its own octets, for what no well-behaved client sends. */
final class RawConnection implements AutoCloseable {

  private static final int READ_LIMIT_MILLIS = 30_000;

  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  static RawConnection to(URI address) throws IOException {
    return to(address, 0);
  }

  /**
   * Connects.
   *
   * @param buffer octets the system may receive ahead of the reader, about; 0 leaves it to it
   */
  static RawConnection to(URI address, int buffer) throws IOException {
    Socket socket = new Socket();
    if (buffer > 0) {
      socket.setReceiveBufferSize(buffer);
    }
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    socket.setSoTimeout(READ_LIMIT_MILLIS);
    return new RawConnection(socket);
  }

  /** Sends text; its line ends become those of HTTP. */
  RawConnection send(String text) throws IOException {
    socket
        .getOutputStream()
        .write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  InputStream answer() throws IOException {
    return socket.getInputStream();
  }

  /** Everything up to the end of the connection. */
  String readAll() throws IOException {
    return new String(answer().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Everything up to a text, which is there too. */
  String readUntil(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
      int octet = answer().read();
      if (octet < 0) {
        throw new IOException("the connection ended after: " + read);
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
