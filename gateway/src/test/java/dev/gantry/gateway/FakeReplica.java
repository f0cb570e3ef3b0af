package dev.gantry.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A replica on raw sockets that does what a test tells it, byte by byte. */
public final class FakeReplica implements Closeable {

  /** What a replica does with a connection. */
  @FunctionalInterface
  public interface Behaviour {
    /** Serves a connection until it returns, which closes it. */
    void serve(Connection connection) throws Exception;
  }

  private final ServerSocket server;
  private final Behaviour behaviour;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean closed;

  /** Starts listening on loopback. */
  public FakeReplica(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers every request on every connection with 200 and this text. */
  public static FakeReplica answering(String text) throws IOException {
    return new FakeReplica(
        connection -> {
          while (connection.readRequest() != null) {
            connection.answer(200, text);
          }
        });
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** How many connections were made. */
  public int connections() {
    return connections.get();
  }

  /** How many requests were read whole. */
  public int requests() {
    return requests.get();
  }

  /** How many connections are open. */
  public int open() {
    return sockets.size();
  }

  /** Closes the listener and resets every connection, as the end of its machine would. */
  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    for (Socket socket : sockets) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It was closed meanwhile.
      }
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      behaviour.serve(new Connection(socket));
    } catch (Exception e) {
      // The test sees what the gateway made of it.
    } finally {
      sockets.remove(socket);
    }
  }

  /** One connection. */
  public final class Connection {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    public Socket socket() {
      return socket;
    }

    public InputStream in() {
      return in;
    }

    /** Reads a request with its body; null at the end of the connection. */
    public @Nullable Request readRequest() throws IOException {
      String head = readHead();
      if (head == null) {
        return null;
      }
      byte[] body = readBody(head);
      requests.incrementAndGet();
      return new Request(head, body);
    }

    /** Reads a head; null at the end of the connection. */
    public @Nullable String readHead() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      int next;
      while ((next = in.read()) >= 0) {
        head.write(next);
        if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
          return head.toString(StandardCharsets.ISO_8859_1);
        }
      }
      return null;
    }

    private byte[] readBody(String head) throws IOException {
      String length = header(head, "content-length");
      if (length != null) {
        return in.readNBytes(Integer.parseInt(length));
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      if (header(head, "transfer-encoding") != null) {
        int size;
        do {
          size = Integer.parseInt(readLine(), 16);
          body.write(in.readNBytes(size));
          readLine();
        } while (size > 0);
      }
      return body.toByteArray();
    }

    public String readLine() throws IOException {
      StringBuilder line = new StringBuilder();
      int next;
      while ((next = in.read()) >= 0 && next != '\n') {
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }

    public void answer(int status, String text) throws IOException {
      send(
          "HTTP/1.1 "
              + status
              + " X\r\nContent-Type: text/plain\r\nContent-Length: "
              + text.length()
              + "\r\n\r\n"
              + text);
    }

    public void send(String bytes) throws IOException {
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    public void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Blocks until the other side closes. */
    public void awaitClose() throws IOException {
      try {
        while (in.read() >= 0) {
          // Drop it.
        }
      } catch (IOException e) {
        // Closed as well.
      }
    }
  }

  /** A request as it arrived. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Request(String head, byte[] body) {

    public String line() {
      return head.substring(0, head.indexOf('\r'));
    }

    /** A field's value; null when absent. */
    public @Nullable String header(String name) {
      return FakeReplica.header(head, name);
    }

    public String text() {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  private static @Nullable String header(String head, String name) {
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }
}
