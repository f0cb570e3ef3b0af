package dev.gantry.watchdog.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;

/**
 * Text made of bytes that are UTF-8 most of the time, such as variables, and the same bytes again.
 *
 * <p>A byte that has no place in UTF-8 becomes a surrogate without its partner, U+DC80 to U+DCFF,
 * which no text has; so nothing is lost, and the rest of the program has strings. Python's file
 * names do the same (PEP 383).
 */
final class ByteText {

  private static final char FIRST = '\udc80';
  private static final char LAST = '\udcff';
  private static final char UNKNOWN = '\ufffd';
  private static final int BYTE = 0xff;

  private ByteText() {}

  /** The text of some bytes, whatever they are. */
  static String of(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, UTF_8);
    return text.indexOf(UNKNOWN) < 0 ? text : keeping(ByteBuffer.wrap(bytes, from, to - from));
  }

  private static String keeping(ByteBuffer bytes) {
    StringBuilder text = new StringBuilder(bytes.remaining());
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    while (bytes.hasRemaining()) {
      // Reports what is malformed, as no other way of decoding does.
      CoderResult result = UTF_8.newDecoder().decode(bytes, chars, true);
      text.append(chars.flip());
      chars.clear();
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          text.append((char) (FIRST - 0x80 + (bytes.get() & BYTE)));
        }
      }
    }
    return text.toString();
  }

  /** The bytes of a text; other surrogates without a partner become question marks. */
  static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = null;
    int done = 0;
    for (int at = 0; at < text.length(); at++) {
      if (isByte(text, at)) {
        bytes = bytes == null ? new ByteArrayOutputStream(text.length()) : bytes;
        bytes.writeBytes(text.substring(done, at).getBytes(UTF_8));
        bytes.write(text.charAt(at) & BYTE);
        done = at + 1;
      }
    }
    if (bytes == null) {
      return text.getBytes(UTF_8);
    }
    bytes.writeBytes(text.substring(done).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static boolean isByte(String text, int at) {
    char c = text.charAt(at);
    return c >= FIRST && c <= LAST && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
