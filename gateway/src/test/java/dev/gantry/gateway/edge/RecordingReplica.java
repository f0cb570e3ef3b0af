package dev.gantry.gateway.edge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A replica on a bare socket that keeps every octet it got and answers complete requests.
 *
 * <p>It reads as strictly as can be: what it does not understand it records and never answers.
 */
public final class RecordingReplica implements AutoCloseable {

  /** Answers one complete request. */
  @FunctionalInterface
  interface Answers {
    void answer(String request, InputStream in, OutputStream out) throws IOException;
  }

  /** Answers a request whose body may not be there yet. */
  @FunctionalInterface
  interface EarlyAnswers {
    void answer(OutputStream out) throws IOException;
  }

  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: ([0-9]+)\r\n");

  private final ServerSocket listener;
  private final List<String> complete = new CopyOnWriteArrayList<>();
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private volatile Answers answers = (request, in, out) -> write(out, OK);
  private volatile EarlyAnswers early = out -> {};

  private RecordingReplica(ServerSocket listener) {
    this.listener = listener;
  }

  public static RecordingReplica start() throws IOException {
    var replica = new RecordingReplica(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(replica::accept);
    return replica;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  void answers(Answers answers) {
    this.answers = answers;
  }

  void onHead(EarlyAnswers early) {
    this.early = early;
  }

  /** Requests that arrived whole, in order. */
  List<String> complete() {
    return List.copyOf(complete);
  }

  /** Every octet of every connection. */
  String everything() {
    StringBuilder all = new StringBuilder();
    connections.forEach(connection -> all.append(connection.text()));
    return all.toString();
  }

  /** Connections that the other side has not closed. */
  long open() {
    return connections.stream().filter(connection -> !connection.ended).count();
  }

  void forget() {
    complete.clear();
    connections.removeIf(connection -> connection.ended);
    connections.forEach(Connection::forget);
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Connection connection = new Connection();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(socket, connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket, Connection connection) {
    try (socket) {
      InputStream in = connection.recording(socket.getInputStream());
      while (true) {
        String request = read(in, socket.getOutputStream());
        complete.add(request);
        answers.answer(request, in, socket.getOutputStream());
      }
    } catch (IOException e) {
      // The other side is gone.
    } finally {
      connection.ended = true;
    }
  }

  private String read(InputStream in, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder(readTo(in, "\r\n\r\n"));
    early.answer(out);
    String fields = head.toString().toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(fields);
    if (fields.contains("\r\ntransfer-encoding: chunked\r\n")) {
      int size;
      do {
        String line = readTo(in, "\r\n");
        head.append(line);
        size = Integer.parseInt(line.strip(), 16);
        head.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
        head.append(readTo(in, "\r\n"));
      } while (size > 0);
    } else if (length.find()) {
      byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
      if (body.length < Integer.parseInt(length.group(1))) {
        throw new IOException("cut off");
      }
      head.append(new String(body, StandardCharsets.ISO_8859_1));
    }
    return head.toString();
  }

  private static String readTo(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < end.length() || text.lastIndexOf(end) != text.length() - end.length()) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("cut off");
      }
      text.append((char) octet);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private static final class Connection {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private volatile boolean ended;

    InputStream recording(InputStream in) {
      return new BufferedInputStream(in) {
        @Override
        public synchronized int read() throws IOException {
          int octet = super.read();
          if (octet >= 0) {
            octets.write(octet);
          }
          return octet;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
          int read = super.read(bytes, offset, length);
          if (read > 0) {
            octets.write(bytes, offset, read);
          }
          return read;
        }
      };
    }

    String text() {
      return octets.toString(StandardCharsets.ISO_8859_1);
    }

    void forget() {
      octets.reset();
    }
  }
}
