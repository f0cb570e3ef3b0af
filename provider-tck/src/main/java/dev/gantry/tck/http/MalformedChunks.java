package dev.gantry.tck.http;

import static dev.gantry.tck.http.MalformedRequest.forwarded;
import static dev.gantry.tck.http.MalformedRequest.refused;

import java.util.List;
import java.util.Set;

/** Chunks, their extensions and trailers (RFC 9112, section 7.1). */
final class MalformedChunks {

  private static final String HEAD =
      "POST /function/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final Set<Integer> TOO_LARGE = Set.of(400, 413, 431);

  private MalformedChunks() {}

  static List<MalformedRequest> all() {
    return List.of(
        chunks("a chunk size that is no number", "g\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk without a size", "\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk with an extension but no size", ";a=b\r\nhello\r\n0\r\n\r\n"),
        chunks("a negative chunk size", "-5\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size with a plus", "+5\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size with 0x", "0x5\r\nhello\r\n0\r\n\r\n"),
        chunks("a last chunk with 0x", "5\r\nhello\r\n0x0\r\n\r\n"),
        chunks("a chunk size with an underscore", "0_5\r\nhello\r\n0\r\n\r\n"),
        chunks("a space before a chunk size", " 5\r\nhello\r\n0\r\n\r\n"),
        chunks("a space behind a chunk size", "5 \r\nhello\r\n0\r\n\r\n"),
        chunks("a tab behind a chunk size", "5\t\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size of two words", "5 5\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size with a comma", "5,5\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size with a fraction", "5.0\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size with a NUL", "5\u0000\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size that ends with a bare LF", "5\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size that ends with a bare CR", "5\rhello\r\n0\r\n\r\n"),
        chunks("a chunk size that ends with CR CR LF", "5\r\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size of 2 to the power of 63", "8000000000000000\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size of 64 ones", "ffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size that overflows to 5", "10000000000000005\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk size of 5 behind 300 zeros", "0".repeat(300) + "5\r\nhello\r\n0\r\n\r\n"),
        chunks("chunk data longer than its size", "4\r\nhello\r\n0\r\n\r\n"),
        chunks("chunk data without its line end", "5\r\nhello0\r\n\r\n"),
        chunks("chunk data that ends with a bare LF", "5\r\nhello\n0\r\n\r\n"),
        chunks("chunk data that ends with a bare CR", "5\r\nhello\r0\r\n\r\n"),
        chunks("chunk data that ends with LF CR", "5\r\nhello\n\r0\r\n\r\n"),
        chunks("a chunk extension with a bare LF", "5;a\nb\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk extension with a bare CR", "5;a\rb\r\nhello\r\n0\r\n\r\n"),
        chunks("a chunk extension that hides a chunk", "5;\nxx\r\nhello\r\n0\r\n\r\n"),
        forwarded(
            "a chunk extension with a control character",
            400,
            HEAD + "5;a=\u0001\r\nhello\r\n0\r\n\r\n"),
        tooLarge(
            "a chunk extension of 70,000 bytes",
            400,
            "5;a=" + "x".repeat(70_000) + "\r\nhello\r\n0\r\n\r\n"),
        chunks("a last chunk that ends with a bare LF", "5\r\nhello\r\n0\n\r\n"),
        chunks("trailers that end with a bare LF", "5\r\nhello\r\n0\r\nX: y\r\n\n"),
        chunks("an end of chunks with a bare LF", "5\r\nhello\r\n0\r\n\n"),
        chunks("a trailer without a colon", "5\r\nhello\r\n0\r\nX y\r\n\r\n"),
        chunks("a trailer with a space before the colon", "5\r\nhello\r\n0\r\nX : y\r\n\r\n"),
        chunks("a folded trailer", "5\r\nhello\r\n0\r\nX: y\r\n z\r\n\r\n"),
        chunks("a trailer with a NUL", "5\r\nhello\r\n0\r\nX: \u0000\r\n\r\n"),
        chunks(
            "a request in the place of trailers",
            "5\r\nhello\r\n0\r\nGET /function/echo HTTP/1.1\r\n\r\n"),
        tooLarge(
            "trailers of 70,000 bytes",
            431,
            "5\r\nhello\r\n0\r\n" + ("X: " + "v".repeat(995) + "\r\n").repeat(70) + "\r\n"));
  }

  private static MalformedRequest chunks(String name, String body) {
    return refused(name, 400, HEAD + body);
  }

  private static MalformedRequest tooLarge(String name, int status, String body) {
    return refused(name, status, TOO_LARGE, HEAD + body);
  }
}
