package dev.gantry.watchdog.http;

import org.jspecify.annotations.Nullable;

/**
 * The fields that decide where a request ends and what becomes of the connection.
 *
 * <p>Stricter than RFC 9112, section 6.3, asks: a second {@code Content-Length} is refused even if
 * it says the same, and so is {@code Transfer-Encoding} beside it.
 */
final class Framing {

  private final boolean isHttp10;
  private @Nullable String host;
  private long length = -1;
  private boolean isChunked;
  private boolean asksToClose;
  private boolean asksToKeep;
  private boolean asksToUpgrade;
  private boolean namesProtocol;
  private boolean expectsContinue;

  Framing(boolean isHttp10) {
    this.isHttp10 = isHttp10;
  }

  /** Looks at one field; most are none of ours. */
  void field(String name, String value) throws BadRequestException {
    switch (name.length()) {
      case 4 -> {
        if (name.equalsIgnoreCase("Host")) {
          host(value);
        }
      }
      case 6 -> {
        if (name.equalsIgnoreCase("Expect")) {
          expect(value);
        }
      }
      case 7 -> namesProtocol |= name.equalsIgnoreCase("Upgrade");
      case 10 -> {
        if (name.equalsIgnoreCase("Connection")) {
          connection(value);
        }
      }
      case 14 -> {
        if (name.equalsIgnoreCase("Content-Length")) {
          contentLength(value);
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

  /** What all of it means, once every field was looked at. */
  RequestHead head(String method, RequestTarget target, Headers headers)
      throws BadRequestException {
    if (host != null) {
      target.checkHost(host);
    } else if (!isHttp10) {
      throw new BadRequestException(400, "Host is missing");
    }
    if (isChunked && (isHttp10 || length >= 0)) {
      throw new BadRequestException(
          400, "Transfer-Encoding stands in HTTP/1.0 or beside Content-Length");
    }
    return new RequestHead(
        method,
        target,
        isHttp10,
        headers,
        isChunked ? RequestHead.CHUNKED : Math.max(length, 0),
        !asksToClose && (!isHttp10 || asksToKeep),
        expectsContinue && (isChunked || length > 0),
        asksToUpgrade && namesProtocol && !isHttp10 && !isChunked && length <= 0);
  }

  private void host(String value) throws BadRequestException {
    if (host != null) {
      throw new BadRequestException(400, "Host is sent twice");
    }
    Authority.check(value);
    host = value;
  }

  private void expect(String value) throws BadRequestException {
    if (isHttp10) {
      return; // RFC 9110, section 10.1.1
    }
    if (!value.equalsIgnoreCase("100-continue")) {
      throw new BadRequestException(417, "only 100-continue can be expected");
    }
    expectsContinue = true;
  }

  private void connection(String value) {
    asksToClose |= FieldList.contains(value, "close");
    asksToKeep |= FieldList.contains(value, "keep-alive");
    asksToUpgrade |= FieldList.contains(value, "upgrade");
  }

  private void contentLength(String value) throws BadRequestException {
    if (length >= 0) {
      throw new BadRequestException(400, "Content-Length is sent twice");
    }
    length = ContentLength.of(value);
  }

  private void transferEncoding(String value) throws BadRequestException {
    if (isChunked) {
      throw new BadRequestException(400, "Transfer-Encoding is sent twice");
    }
    if (!value.equalsIgnoreCase("chunked")) {
      throw refusal(value);
    }
    isChunked = true;
  }

  /** 400 where the end of the body could not be told, 501 where only a coding is not known. */
  private static BadRequestException refusal(String value) {
    String[] codings = value.split(",", -1);
    for (int i = 0; i < codings.length; i++) {
      String coding = codings[i].strip();
      boolean isLast = i == codings.length - 1;
      if (!Octets.isToken(coding) || (!isLast && coding.equalsIgnoreCase("chunked"))) {
        return new BadRequestException(400, "Transfer-Encoding is no list that ends with chunked");
      }
    }
    return new BadRequestException(501, "chunked is the only transfer coding known here");
  }
}
