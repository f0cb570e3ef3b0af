package dev.gantry.bench.watchdog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;

/** Calls one after the other on one connection that is kept. */
final class KeptConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  private KeptConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
  }

  /**
   * Connects.
   *
   * @param patience how long an answer may be awaited
   */
  static KeptConnection open(InetSocketAddress address, Duration patience) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) patience.toMillis());
    return new KeptConnection(socket);
  }

  /**
   * Posts a body and reads the answer to its end.
   *
   * @return how many bytes the answer's body had
   * @throws IOException if it is not 200 with a length
   */
  long post(byte[] body) throws IOException {
    return exchange("POST / HTTP/1.1\r\nHost: bench\r\nContent-Length: " + body.length, body);
  }

  /** Asks whether the watchdog is healthy; otherwise as {@link #post}. */
  long health() throws IOException {
    return exchange("GET /_/health HTTP/1.1\r\nHost: bench", new byte[0]);
  }

  private long exchange(String head, byte[] body) throws IOException {
    byte[] start = (head + "\r\n\r\n").getBytes(ISO_8859_1);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    socket.getOutputStream().write(request);
    String status = line();
    long length = -1;
    for (String field = line(); !field.isEmpty(); field = line()) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(field.substring(15).strip());
      }
    }
    if (!status.startsWith("HTTP/1.1 200 ") || length < 0) {
      throw new IOException("answered " + status + " of " + length + " bytes");
    }
    in.skipNBytes(length);
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the connection ended in a head");
      }
      line.append((char) octet);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
