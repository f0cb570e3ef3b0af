package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Changes requests by chance, a little each. */
final class Mutations {

  /** What parsers stumble over, more often than single bytes. */
  private static final String[] WORDS = {
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    " ",
    "\t",
    ":",
    ",",
    ";",
    "?",
    "#",
    "@",
    "/",
    "*",
    "\u0000",
    "\u007f",
    "\u0080",
    "\u00ff",
    "0",
    "1",
    "9",
    "f",
    "F",
    "x",
    "-",
    "+",
    "\"",
    "0x",
    "ffffffff",
    "7fffffffffffffff",
    "8000000000000000",
    "9223372036854775807",
    "18446744073709551615",
    "Host: x\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: 0\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: gzip\r\n",
    "Connection: close\r\n",
    "Expect: 100-continue\r\n",
    " HTTP/1.0",
    " HTTP/1.1",
    "http://",
    "GET ",
    "POST ",
    "OPTIONS ",
    "CONNECT ",
    "0\r\n\r\n",
    "5\r\nhello\r\n",
    " folded\r\n",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  };

  private final SplittableRandom random;
  private final List<byte[]> corpus;

  Mutations(SplittableRandom random, List<byte[]> corpus) {
    this.random = random;
    this.corpus = corpus;
  }

  /** One more input: one of the corpus, or up to four changes away from it. */
  byte[] next() {
    byte[] input = any();
    for (int changes = random.nextInt(5); changes > 0; changes--) {
      input = change(input);
    }
    return input;
  }

  private byte[] change(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + random.nextInt(1, 12));
    return switch (random.nextInt(6)) {
      case 0 -> replace(input, at, Math.min(at + 1, input.length), single());
      case 1 -> replace(input, at, at, WORDS[random.nextInt(WORDS.length)].getBytes(ISO_8859_1));
      case 2 -> replace(input, at, to, WORDS[random.nextInt(WORDS.length)].getBytes(ISO_8859_1));
      case 3 -> replace(input, at, to, new byte[0]);
      case 4 -> replace(input, at, at, Arrays.copyOfRange(input, at, to));
      default -> splice(input, at);
    };
  }

  private byte[] splice(byte[] input, int at) {
    byte[] other = any();
    return replace(input, at, input.length, tail(other, random.nextInt(other.length + 1)));
  }

  private byte[] single() {
    return new byte[] {(byte) random.nextInt(256)};
  }

  private byte[] any() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] replace(byte[] input, int from, int to, byte[] part) {
    byte[] output = Arrays.copyOf(input, input.length - (to - from) + part.length);
    System.arraycopy(part, 0, output, from, part.length);
    System.arraycopy(input, to, output, from + part.length, input.length - to);
    return output;
  }
}
