package dev.gantry.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client on a raw socket: what is sent is what a test wrote. */
final class TestClient implements Closeable {

  private static final int LIMIT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  TestClient(int port) throws IOException {
    this(port, 0);
  }

  /** A client whose system takes only so many bytes ahead of what is read; 0 means any. */
  TestClient(int port, int ahead) throws IOException {
    socket = new Socket();
    if (ahead > 0) {
      socket.setReceiveBufferSize(ahead);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** One call on a connection of its own. */
  static Answer call(int port, String request) throws IOException {
    try (TestClient client = new TestClient(port)) {
      return client.send(request).read();
    }
  }

  /** A GET of a path on a connection of its own. */
  static Answer get(int port, String path) throws IOException {
    return call(port, "GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n");
  }

  /** A POST of a text on a connection of its own. */
  static Answer post(int port, String path, String body) throws IOException {
    return call(
        port,
        "POST "
            + path
            + " HTTP/1.1\r\nHost: here\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  TestClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  TestClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  Socket socket() {
    return socket;
  }

  InputStream in() {
    return in;
  }

  /** Reads an answer with its body. */
  Answer read() throws IOException {
    return read(false);
  }

  /** Reads an answer; that to a HEAD has no body whatever it says. */
  Answer read(boolean head) throws IOException {
    Answer answer = readHead();
    if (head || answer.status() == 204 || answer.status() == 304 || answer.status() < 200) {
      return answer;
    }
    return new Answer(answer.status(), answer.fields(), body(answer));
  }

  /** Reads a head alone. */
  Answer readHead() throws IOException {
    String line = readLine();
    if (line.isEmpty()) {
      throw new IOException("closed without an answer");
    }
    List<String> fields = new ArrayList<>();
    for (String field = readLine(); !field.isEmpty(); field = readLine()) {
      fields.add(field);
    }
    return new Answer(Integer.parseInt(line.split(" ", -1)[1]), fields, "");
  }

  /** Reads one chunk of a chunked body; empty at its end. */
  String readChunk() throws IOException {
    String line = readLine();
    if (line.isEmpty()) {
      throw new IOException("cut within a chunked body");
    }
    int size = Integer.parseInt(line, 16);
    byte[] chunk = in.readNBytes(size);
    if (chunk.length < size) {
      throw new IOException("cut within a chunk");
    }
    readLine();
    return new String(chunk, StandardCharsets.ISO_8859_1);
  }

  /** Whether the connection is at its end; blocks until something comes. */
  boolean isAtEnd() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    while ((next = in.read()) >= 0 && next != '\n') {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private String body(Answer answer) throws IOException {
    String length = answer.header("Content-Length");
    if (length != null) {
      byte[] body = in.readNBytes(Integer.parseInt(length));
      if (body.length < Integer.parseInt(length)) {
        throw new IOException("cut within a body");
      }
      return new String(body, StandardCharsets.ISO_8859_1);
    }
    if (answer.header("Transfer-Encoding") != null) {
      StringBuilder body = new StringBuilder();
      for (String chunk = readChunk(); !chunk.isEmpty(); chunk = readChunk()) {
        body.append(chunk);
      }
      return body.toString();
    }
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** An answer as it came. */
  record Answer(int status, List<String> fields, String body) {

    /** The first value of a field; null when absent. */
    @Nullable String header(String name) {
      List<String> all = headers(name);
      return all.isEmpty() ? null : all.getFirst();
    }

    List<String> headers(String name) {
      return fields.stream()
          .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(field -> field.substring(name.length() + 1).strip())
          .toList();
    }
  }
}
