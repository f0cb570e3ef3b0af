package dev.gantry.watchdog.http;

/**
 * Everything in front of a body, found unambiguous.
 *
 * @param method a token, such as {@code POST}
 * @param target path and query
 * @param isHttp10 whether the client speaks HTTP/1.0, otherwise 1.1
 * @param headers in the order sent
 * @param contentLength the body's length in bytes: 0 without a body, -1 when it is chunked
 * @param isPersistent whether the client wants to send further requests on the connection
 * @param expectsContinue whether the client waits for {@code 100 Continue} before it sends the body
 * @param mayUpgrade whether the client asks to leave HTTP (RFC 9110, section 7.8), in HTTP/1.1 and
 *     without a body
 */
record RequestHead(
    String method,
    RequestTarget target,
    boolean isHttp10,
    Headers headers,
    long contentLength,
    boolean isPersistent,
    boolean expectsContinue,
    boolean mayUpgrade) {

  static final long CHUNKED = -1;
}
