package dev.gantry.bench.drive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Single requests, each on a connection of its own. */
public final class Http {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Duration TOTAL_LIMIT = Duration.ofSeconds(60);

  private Http() {}

  /**
   * Sends a request and reads the answer to its end.
   *
   * @param body empty for none
   * @return the status
   */
  public static int send(String method, String url, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
    connection.setReadTimeout((int) ANSWER_LIMIT.toMillis());
    connection.setRequestProperty("Connection", "close");
    connection.setRequestMethod(method);
    if (!body.isEmpty()) {
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(UTF_8));
    }
    int status = connection.getResponseCode();
    try (InputStream answer =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (answer != null) {
        answer.readAllBytes();
      }
    }
    return status;
  }

  /** Sends a request whose answer has to be a success. */
  public static void succeed(String method, String url, String body) throws IOException {
    int status = send(method, url, body);
    if (status >= 300) {
      throw new IOException(method + " " + url + " was answered " + status);
    }
  }

  /**
   * Asks until the answer is 200; a refused connection is asked again.
   *
   * @param pause between two requests
   * @throws IOException if there is none within 60 s
   */
  public static void awaitAnswer(String url, Duration pause)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TOTAL_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      if (isAnswered(url)) {
        return;
      }
      Thread.sleep(pause);
    }
    throw new IOException(url + " did not answer in " + TOTAL_LIMIT.toSeconds() + " s");
  }

  /** Whether a GET is answered 200 now. */
  public static boolean isAnswered(String url) {
    try {
      return send("GET", url, "") == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
