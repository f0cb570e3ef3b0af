package dev.gantry.watchdog.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.watchdog.http.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;

/** A short text for a person, which is how the watchdog speaks for itself. */
public final class PlainAnswer {

  private PlainAnswer() {}

  /** Answers with a text. */
  public static void send(HttpResponse response, int status, String text) throws IOException {
    response.header("Content-Type", "text/plain; charset=utf-8");
    sendUntyped(response, status, text);
  }

  /** Answers with a text whose {@code Content-Type} is already set. */
  static void sendUntyped(HttpResponse response, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    try (OutputStream out = response.begin(status, bytes.length)) {
      out.write(bytes);
    }
  }

  /** Answers 405. */
  public static void methodNotAllowed(HttpResponse response, String allowed) throws IOException {
    response.header("Allow", allowed);
    send(response, 405, "Method Not Allowed\n");
  }
}
