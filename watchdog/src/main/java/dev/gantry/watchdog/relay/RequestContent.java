package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.hold.HeldBody;
import dev.gantry.watchdog.http.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The body of a request on its way to the function. */
sealed interface RequestContent {

  /** A body that has come completely is sent with the head, by the same thread, up to this size. */
  int MOST_AT_ONCE = 16 * 1024;

  /** There is none. */
  record None() implements RequestContent {}

  /** All of it, small. */
  final class Whole implements RequestContent {
    private final byte[] bytes;

    Whole(byte[] bytes) {
      this.bytes = bytes;
    }

    int length() {
      return bytes.length;
    }

    void send(OutputStream out) throws IOException {
      try (out) {
        out.write(bytes);
      }
    }
  }

  /** All of it, held in memory or a file. */
  record Held(HeldBody body) implements RequestContent {
    void send(OutputStream out) throws IOException {
      try (out) {
        body.writeTo(out);
      }
    }
  }

  /** It comes while it is sent. */
  record Streamed(InputStream body, long length) implements RequestContent {}

  /** Takes the body of a request as it is now, without waiting for the client. */
  static RequestContent of(HttpRequest request) throws IOException {
    long length = request.contentLength();
    if (length == 0) {
      return new None();
    }
    if (length > 0 && length <= MOST_AT_ONCE && request.body().available() >= length) {
      return new Whole(request.body().readNBytes((int) length));
    }
    return new Streamed(request.body(), length);
  }

  /** Whether it can be sent a second time. */
  default boolean isRepeatable() {
    return !(this instanceof Streamed);
  }
}
