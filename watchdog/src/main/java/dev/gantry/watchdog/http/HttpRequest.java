package dev.gantry.watchdog.http;

import java.io.InputStream;
import java.net.InetSocketAddress;

/** A request whose head has been read and found unambiguous. Used by the handler's thread only. */
public interface HttpRequest {

  /** The method as sent, such as {@code POST}. */
  String method();

  /**
   * The path as sent, still percent-encoded, beginning with {@code /}; {@code *} for an OPTIONS
   * request about the server itself. Of a target with scheme and host the path alone.
   */
  String path();

  /** What stands behind {@code ?}, still percent-encoded; empty when there is none. */
  String query();

  /** The headers as sent, in order. */
  Headers headers();

  /** The body's length in bytes: 0 without a body, -1 when it is chunked. */
  long contentLength();

  /**
   * The body; reading it asks a client that waits for {@code 100 Continue} to go on. Reads throw
   * {@link BadRequestException}: 400 for bad chunks or an early end, 408 when the client is slower
   * than the time limit. {@code available} tells how much of a body of known length has come.
   */
  InputStream body();

  /**
   * Whether the client asks to leave HTTP for another protocol ({@code Upgrade}), and may: it
   * speaks HTTP/1.1 and sends no body.
   */
  default boolean mayUpgrade() {
    return false;
  }

  /** Who sent it. */
  InetSocketAddress client();
}
