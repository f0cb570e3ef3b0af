package dev.gantry.gateway.peer;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Asks one gateway one question. Thread-safe; blocks, and an interrupt ends it. The JDK's oldest
 * client is enough, and in every runtime.
 */
final class PeerClient {

  /** Bytes an answer may have: some ten thousand functions. */
  private static final int ANSWER_LIMIT = 4 << 20;

  private static final int OK = 200;

  private final PeerSeal seal;
  private final int port;

  /**
   * @param port where every gateway answers
   */
  PeerClient(PeerSeal seal, int port) {
    this.seal = seal;
    this.port = port;
  }

  /**
   * Asks, and believes only an answer that is signed for this very question.
   *
   * @param limit how long the connection and each part of the answer may take
   * @throws IOException if there is no such answer; the message says why
   */
  <T> T ask(InetAddress address, Question question, Duration limit, Class<T> answer)
      throws IOException {
    PeerSeal.Sealed sealed = seal.seal(question);
    HttpURLConnection connection = open(address, limit);
    connection.setRequestProperty(PeerEndpoint.HEADER, sealed.text());
    // With an empty body of a fixed length the JDK does not send a question twice by itself.
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(0);
    try (OutputStream nothing = connection.getOutputStream()) {
      nothing.flush();
    }
    if (connection.getResponseCode() != OK) {
      connection.disconnect();
      throw new IOException("it answered " + connection.getResponseCode());
    }
    byte[] body;
    try (InputStream in = connection.getInputStream()) {
      body = in.readNBytes(ANSWER_LIMIT + 1);
    }
    String signature = connection.getHeaderField(PeerEndpoint.HEADER);
    if (body.length > ANSWER_LIMIT
        || signature == null
        || !seal.isAnswer(sealed, body, signature)) {
      connection.disconnect();
      throw new IOException("its answer is not signed for this question");
    }
    try {
      return ApiJson.read(body, answer);
    } catch (InvalidJsonException otherVersion) {
      throw new IOException("its answer is " + otherVersion.getMessage(), otherVersion);
    }
  }

  private HttpURLConnection open(InetAddress address, Duration limit) throws IOException {
    try {
      URI uri =
          new URI("http", null, address.getHostAddress(), port, PeerEndpoint.PATH, null, null);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      int millis = Math.toIntExact(Math.max(1, limit.toMillis()));
      connection.setConnectTimeout(millis);
      connection.setReadTimeout(millis);
      connection.setInstanceFollowRedirects(false);
      return connection;
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(address.toString(), impossible);
    }
  }
}
