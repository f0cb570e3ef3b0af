package dev.gantry.watchdog.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Several parts of a file in one answer, {@code multipart/byteranges} (RFC 9110, 14.6). */
final class MultipartRanges {

  private final OpenFile file;
  private final String type;
  private final List<ByteRange> ranges;

  /** Nobody who writes a file can know it. */
  private final String boundary;

  /**
   * Divides a file.
   *
   * @param type the file's media type
   */
  MultipartRanges(OpenFile file, String type, List<ByteRange> ranges) {
    this.file = file;
    this.type = type;
    this.ranges = ranges;
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.boundary = HexFormat.of().formatHex(random);
  }

  String contentType() {
    return "multipart/byteranges; boundary=" + boundary;
  }

  long length() {
    long length = end().length;
    for (ByteRange range : ranges) {
      length += head(range).length + range.length();
    }
    return length;
  }

  void writeTo(OutputStream out) throws IOException {
    for (ByteRange range : ranges) {
      out.write(head(range));
      file.writeTo(out, range);
    }
    out.write(end());
  }

  private byte[] head(ByteRange range) {
    String head =
        "\r\n--"
            + boundary
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Range: "
            + range.ofAll(file.length())
            + "\r\n\r\n";
    return head.getBytes(ISO_8859_1);
  }

  private byte[] end() {
    return ("\r\n--" + boundary + "--\r\n").getBytes(ISO_8859_1);
  }
}
