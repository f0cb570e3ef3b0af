package dev.gantry.watchdog.http;

/**
 * Everything in front of an upstream's body, found unambiguous.
 *
 * @param status 101 or 200 to 599
 * @param headers in the order sent
 * @param announcedLength what {@code Content-Length} says, which for HEAD and 304 is not the
 *     body's; -1 without it
 * @param bodyLength the body's length in bytes, {@link #CHUNKED} or {@link #TO_END}
 * @param isPersistent whether the upstream lets the connection be used again
 */
public record ResponseHead(
    int status, Headers headers, long announcedLength, long bodyLength, boolean isPersistent) {

  /** The body says itself where it ends. */
  public static final long CHUNKED = -1;

  /** The body ends with the connection. */
  public static final long TO_END = -2;

  /** Whether the length was announced. */
  public boolean hasLength() {
    return announcedLength >= 0;
  }
}
