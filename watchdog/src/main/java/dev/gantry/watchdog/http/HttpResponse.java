package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.OutputStream;

/** The answer to one request. Used by the handler's thread only. */
public interface HttpResponse {

  /**
   * Adds a header. {@code Content-Length}, {@code Transfer-Encoding}, {@code Connection} and {@code
   * Date} are the server's.
   *
   * @throws IllegalArgumentException if the name is not a token or the value has control characters
   *     or characters beyond ISO 8859-1, or the header is the server's own
   * @throws IllegalStateException if the answer has begun
   */
  void header(String name, String value);

  /**
   * Begins the answer with a body of known length.
   *
   * @param status 200 to 599
   * @param length in bytes, at least 0; writing fewer or more fails and cuts the connection
   * @return where to write it; closing it ends the answer. For HEAD, 204 and 304 what is written is
   *     dropped
   * @throws IllegalStateException if the answer has begun
   */
  OutputStream begin(int status, long length) throws IOException;

  /**
   * Begins the answer with a body of unknown length: chunked, or to the end of the connection for
   * HTTP/1.0.
   *
   * @param status 200 to 599
   * @return where to write it; what is written is sent at {@code flush} and when some kilobytes
   *     have gathered; closing it ends the answer. For HEAD, 204 and 304 what is written is dropped
   * @throws IllegalStateException if the answer has begun
   */
  OutputStream beginStreaming(int status) throws IOException;

  /**
   * Answers 101 and leaves HTTP (RFC 9110, section 7.8). No time limit of the call holds any more,
   * and a drain does not wait for it.
   *
   * @param protocol what the connection speaks from now on, for {@code Upgrade}
   * @return the connection, which ends when the handler returns
   * @throws IllegalStateException if the answer has begun, or the request was not one that {@link
   *     HttpRequest#mayUpgrade}
   */
  RawConnection upgrade(String protocol) throws IOException;

  /** Whether the status is decided; it may not have been sent yet. */
  boolean hasBegun();
}
