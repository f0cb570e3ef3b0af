package dev.gantry.tck.http;

import static dev.gantry.tck.http.MalformedRequest.refused;

import java.util.List;
import java.util.Set;

/** What says how long the body is (RFC 9112, sections 6.1 to 6.3). */
final class MalformedLengths {

  private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";

  private MalformedLengths() {}

  static List<MalformedRequest> all() {
    return List.of(
        post("a length and chunks", "Content-Length: 15\r\nTransfer-Encoding: chunked\r\n", CHUNKS),
        post("chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", CHUNKS),
        post(
            "a length of 0 and chunks",
            "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
            CHUNKS),
        post("two lengths that differ", "Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"),
        post(
            "two lengths in other letters", "content-length: 5\r\nCONTENT-LENGTH: 6\r\n", "hello!"),
        post(
            "two lengths that are the same", "Content-Length: 5\r\nContent-Length: 5\r\n", "hello"),
        post("a list of lengths that differ", "Content-Length: 5, 6\r\n", "hello!"),
        post("a list of lengths that are the same", "Content-Length: 5, 5\r\n", "hello"),
        post("a length with a comma behind it", "Content-Length: 5,\r\n", "hello"),
        post("a length with a plus", "Content-Length: +5\r\n", "hello"),
        post("a length with a minus", "Content-Length: -5\r\n", "hello"),
        post("a length in hexadecimal", "Content-Length: 0x5\r\n", "hello"),
        post("a length with a hexadecimal digit", "Content-Length: 5a\r\n", "hello"),
        post("a length with a fraction", "Content-Length: 5.0\r\n", "hello"),
        post("a length of two words", "Content-Length: 5 5\r\n", "hello"),
        post("a length in words", "Content-Length: five\r\n", "hello"),
        post("a length in quotation marks", "Content-Length: \"5\"\r\n", "hello"),
        post("an empty length", "Content-Length:\r\n", ""),
        post("a length of superscript digits", "Content-Length: \u00b2\r\n", "he"),
        post("a folded length", "Content-Length: 5\r\n 0\r\n", "hello"),
        post("a length with a space before the colon", "Content-Length : 5\r\n", "hello"),
        post("a length behind a vertical tab", "Content-Length: \u000b5\r\n", "hello"),
        tooLong("a length of 2 to the power of 63", "9223372036854775808"),
        tooLong("a length of 2 to the power of 64, and 5", "18446744073709551621"),
        tooLong("a length of 40 digits", "5".repeat(40)),
        unknown("an unknown transfer coding", "gzip"),
        unknown("the transfer coding that was removed", "identity"),
        unknown("an unknown transfer coding before chunks", "gzip, chunked"),
        unknown("a transfer coding that ends like chunks", "xchunked"),
        coding("chunks twice in one field", "chunked, chunked"),
        coding("chunks that are not the last coding", "chunked, gzip"),
        coding("chunks with a parameter", "chunked;q=1"),
        coding("an empty transfer coding", ""),
        coding("a transfer coding in quotation marks", "\"chunked\""),
        coding("chunks behind a vertical tab", "\u000bchunked"),
        coding("chunks behind a comma", ", chunked"),
        coding("two words as a transfer coding", "chunked chunked"),
        post(
            "chunks twice in two fields",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            CHUNKS),
        post(
            "chunks and the removed coding in two fields",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            CHUNKS),
        post("chunks with a space before the colon", "Transfer-Encoding : chunked\r\n", CHUNKS),
        post("folded chunks", "Transfer-Encoding:\r\n chunked\r\n", CHUNKS),
        refused(
            "chunks in HTTP/1.0",
            400,
            "POST /function/echo HTTP/1.0\r\nHost: localhost\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + CHUNKS));
  }

  private static MalformedRequest tooLong(String name, String length) {
    return new MalformedRequest(
        name,
        head("Content-Length: " + length + "\r\n") + "hello",
        413,
        new ProxyDuty.Refuse(Set.of(400, 413)));
  }

  private static MalformedRequest unknown(String name, String coding) {
    String text = head("Transfer-Encoding: " + coding + "\r\n") + CHUNKS;
    return refused(name, 501, Set.of(400, 501), text);
  }

  private static MalformedRequest coding(String name, String coding) {
    String text = head("Transfer-Encoding: " + coding + "\r\n") + CHUNKS;
    return refused(name, 400, Set.of(400, 501), text);
  }

  private static MalformedRequest post(String name, String fields, String body) {
    return refused(name, 400, head(fields) + body);
  }

  private static String head(String fields) {
    return "POST /function/echo HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
  }
}
