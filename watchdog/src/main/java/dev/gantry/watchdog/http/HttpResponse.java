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
   * @throws IllegalStateException if the answer has begun
   */
  void header(String name, String value);

  /**
   * Begins the answer with a body of known length.
   *
   * @param length in bytes, at least 0; writing fewer or more fails and cuts the connection
   * @return where to write it; closing it ends the answer. For HEAD what is written is dropped
   */
  OutputStream begin(int status, long length) throws IOException;

  /**
   * Begins the answer with a body of unknown length: chunked, or to the end of the connection for
   * HTTP/1.0.
   *
   * @return where to write it; what is written is sent at {@code flush}; closing it ends the answer
   */
  OutputStream beginStreaming(int status) throws IOException;

  /** Whether a status has been sent. */
  boolean hasBegun();
}
