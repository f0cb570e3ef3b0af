package dev.gantry.watchdog.http;

/**
 * The fields that decide where a response ends and what becomes of the connection.
 *
 * <p>Stricter than RFC 9112, section 6.3, asks: two lengths, or a length beside {@code
 * Transfer-Encoding}, are refused, because whoever is behind us could believe the other one.
 */
final class ResponseFraming {

  private static final long NONE = -1;

  private final StatusLine line;
  private long length = NONE;
  private boolean isChunked;
  private boolean asksToClose;
  private boolean asksToKeep;

  ResponseFraming(StatusLine line) {
    this.line = line;
  }

  /** Looks at one field; most are none of ours. */
  void field(String name, String value) throws BadRequestException, BadResponseException {
    switch (name.length()) {
      case 10 -> {
        if (name.equalsIgnoreCase("Connection")) {
          asksToClose |= FieldList.contains(value, "close");
          asksToKeep |= FieldList.contains(value, "keep-alive");
        }
      }
      case 14 -> {
        if (name.equalsIgnoreCase("Content-Length")) {
          if (length != NONE) {
            throw new BadResponseException("Content-Length is sent twice");
          }
          length = ContentLength.of(value);
        }
      }
      case 17 -> {
        if (name.equalsIgnoreCase("Transfer-Encoding")) {
          transferEncoding(value);
        }
      }
      default -> {}
    }
  }

  /**
   * What all of it means, once every field was looked at.
   *
   * @param hasBody whether the request was one whose answers have bodies, which HEAD is not
   */
  ResponseHead head(Headers headers, boolean hasBody) throws BadResponseException {
    if (isChunked && length != NONE) {
      throw new BadResponseException("Transfer-Encoding stands beside Content-Length");
    }
    boolean isBodiless = line.status() < 200 || line.status() == 204 || line.status() == 304;
    long body = hasBody && !isBodiless ? bodyLength() : 0;
    // Who announces a body where none may be is likely to send one.
    boolean isTrusted = line.status() != 204 || (length <= 0 && !isChunked);
    boolean isPersistent =
        !asksToClose && (!line.isHttp10() || asksToKeep) && body != ResponseHead.TO_END;
    return new ResponseHead(line.status(), headers, length, body, isPersistent && isTrusted);
  }

  private long bodyLength() {
    if (isChunked) {
      return ResponseHead.CHUNKED;
    }
    return length == NONE ? ResponseHead.TO_END : length;
  }

  private void transferEncoding(String value) throws BadResponseException {
    if (isChunked || line.isHttp10() || !value.equalsIgnoreCase("chunked")) {
      throw new BadResponseException("Transfer-Encoding is not chunked, once, in HTTP/1.1");
    }
    isChunked = true;
  }
}
