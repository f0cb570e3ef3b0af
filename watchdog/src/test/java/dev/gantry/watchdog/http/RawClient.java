package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends bytes as they are and reads answers literally. */
public final class RawClient implements AutoCloseable {

  /** What a test waits for an answer that does not come; no test depends on its length. */
  private static final int TIMEOUT_MILLIS = 20_000;

  /** One answer; header names in lower case. */
  public record Reply(int status, Map<String, String> headers, String body) {

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "(none)");
    }
  }

  private final Socket socket;
  private final InputStream in;

  RawClient(HttpServer server) throws IOException {
    this(server.address());
  }

  public RawClient(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = socket.getInputStream();
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Sends one byte a packet, for as long as the server takes them. */
  RawClient trickle(byte[] bytes) {
    try {
      for (byte octet : bytes) {
        socket.getOutputStream().write(octet);
      }
    } catch (IOException e) {
      // The server has answered and closed already.
    }
    return this;
  }

  /** Ends the sending side, as nc does. */
  RawClient finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Everything until the server closes. */
  public String readAll() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /** Some bytes, as they come; empty at the end. */
  String readSome(int most) throws IOException {
    byte[] bytes = new byte[most];
    int count = in.read(bytes);
    return count <= 0 ? "" : new String(bytes, 0, count, ISO_8859_1);
  }

  /** Sends some text, if the server still takes it, and returns what comes back within 5 ms. */
  String sendAndLook(String text) throws IOException {
    try {
      send(text);
    } catch (IOException e) {
      return readAll();
    }
    socket.setSoTimeout(5);
    try {
      return readSome(4096);
    } catch (SocketTimeoutException e) {
      return "";
    }
  }

  /** Whether the server has closed its side. */
  public boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  /** Reads one answer, by its length or chunks. */
  public Reply read() throws IOException {
    return read(true);
  }

  /** Reads the answer to a HEAD request, or one that has no body. */
  public Reply readHead() throws IOException {
    return read(false);
  }

  private Reply read(boolean withBody) throws IOException {
    String statusLine = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    String body = withBody && status != 304 && status != 204 ? body(headers) : "";
    return new Reply(status, headers, body);
  }

  private String body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      int length = Integer.parseInt(headers.get("content-length"));
      return new String(in.readNBytes(length), ISO_8859_1);
    }
    if (!headers.containsKey("transfer-encoding")) {
      return "";
    }
    StringBuilder body = new StringBuilder();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.append(new String(in.readNBytes(size), ISO_8859_1));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toString();
  }

  /** One line without its end. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    while (octet != '\r') {
      if (octet < 0) {
        throw new IOException("end of input after: " + line.toString(ISO_8859_1));
      }
      line.write(octet);
      octet = in.read();
    }
    in.read();
    return line.toString(ISO_8859_1);
  }

  /** Closes as a client does that goes away. */
  void leave() throws IOException {
    socket.close();
  }

  /** Closes so that the server sees a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
