package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.log.LineCutter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows the lines of a stream to somebody else while it is read. */
final class LoggedStream extends FilterInputStream {

  private final LineCutter lines;

  LoggedStream(InputStream in, LineCutter lines) {
    super(in);
    this.lines = lines;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count < 0) {
      lines.end();
    } else {
      lines.take(bytes, offset, count);
    }
    return count;
  }
}
