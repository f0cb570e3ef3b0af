package dev.gantry.watchdog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does what a script says on each connection, and notes what it was sent. */
final class FakeUpstream implements AutoCloseable {

  /** What happens on one connection, which is closed afterwards. */
  interface Script {
    void play(Peer peer) throws Exception;
  }

  /** All request heads and bodies, in order. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Peer> peers = new CopyOnWriteArrayList<>();

  private FakeUpstream(Script script) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  static FakeUpstream playing(Script script) throws IOException {
    return new FakeUpstream(script);
  }

  /** One that reads a request, sends a text for each and keeps the connection. */
  static FakeUpstream answering(String text) throws IOException {
    return playing(
        peer -> {
          while (!peer.request().isEmpty()) {
            peer.send(text);
          }
        });
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** How many connections were accepted so far. */
  int connections() {
    return peers.size();
  }

  /** How many of them have not ended. */
  int openConnections() {
    return open.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        Peer peer = new Peer(socket, peers.size(), requests);
        peers.add(peer);
        Thread.ofVirtual().start(() -> serve(socket, peer));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket, Peer peer) {
    try (socket) {
      script.play(peer);
    } catch (Exception e) {
      // The watchdog hung up.
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** One connection from the watchdog. */
  record Peer(Socket socket, int number, List<String> requests) {

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Reads a head; empty at the end of the connection. */
    String head() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        int octet = in.read();
        if (octet < 0) {
          return "";
        }
        head.write(octet);
      }
      return head.toString(ISO_8859_1);
    }

    /** Reads a complete request, its frame included, and notes it; empty at the end. */
    String request() throws IOException {
      String head = head();
      if (head.isEmpty()) {
        return "";
      }
      String request = head + body(head);
      requests.add(request);
      return request;
    }

    private String body(String head) throws IOException {
      InputStream in = socket.getInputStream();
      int at = head.indexOf("Content-Length: ");
      if (at >= 0) {
        int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
          throw new IOException("the request ends early");
        }
        return new String(bytes, ISO_8859_1);
      }
      return head.contains("Transfer-Encoding: chunked") ? chunks(in) : "";
    }

    private static String chunks(InputStream in) throws IOException {
      StringBuilder text = new StringBuilder();
      while (!text.toString().endsWith("0\r\n\r\n")) {
        int octet = in.read();
        if (octet < 0) {
          throw new IOException("the request ends early");
        }
        text.append((char) octet);
      }
      return text.toString();
    }

    /** Waits for the end of the connection. */
    void awaitEnd() throws IOException {
      socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
