package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.InputStream;

/** The body of a response: what is wrong with it is never the client's mistake. */
final class ResponseBody extends InputStream {

  private final RequestBody body;

  ResponseBody(RequestBody body) {
    this.body = body;
  }

  /** The body that a head announces; most bytes of trailers are those of a head. */
  static ResponseBody of(ResponseHead head, Inbound in) {
    if (head.bodyLength() == ResponseHead.CHUNKED) {
      return new ResponseBody(new ChunkedBody(in, 64 * 1024));
    }
    return new ResponseBody(
        head.bodyLength() == ResponseHead.TO_END
            ? new UnboundedBody(in)
            : new SizedBody(in, head.bodyLength()));
  }

  boolean isComplete() {
    return body.isComplete();
  }

  @Override
  public int read() throws IOException {
    try {
      return body.read();
    } catch (BadRequestException e) {
      throw BadResponseException.of(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return body.read(bytes, offset, length);
    } catch (BadRequestException e) {
      throw BadResponseException.of(e);
    }
  }
}
