package dev.gantry.watchdog.packaged;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of one port on this machine. */
record HttpCalls(int port) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> post(String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", "/", body, headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .timeout(LIMIT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** A connection on which something has been sent already. */
  Socket connect(String sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) LIMIT.toMillis());
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** Sends something and returns all that comes until the connection ends. */
  String exchange(String sent) throws IOException {
    try (Socket socket = connect(sent)) {
      return readAll(socket);
    }
  }

  /** Sends a body in pieces, without its length, and returns all that comes. */
  String postPieces(String... pieces) throws IOException {
    StringBuilder sent = new StringBuilder("POST / HTTP/1.1\r\nHost: f\r\nConnection: close\r\n");
    sent.append("Transfer-Encoding: chunked\r\n\r\n");
    for (String piece : pieces) {
      sent.append(piece.length()).append("\r\n").append(piece).append("\r\n");
    }
    return exchange(sent.append("0\r\n\r\n").toString());
  }

  /** All that comes until the connection ends; a reset is an end, too. */
  static String readAll(Socket socket) {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException reset) {
      return text.toString();
    }
    return text.toString();
  }

  /** Reads until it has seen this. */
  static String readUntil(Socket socket, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection ended after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
