package dev.gantry.tck.http;

import static dev.gantry.tck.http.MalformedRequest.refused;

import java.util.List;
import java.util.Set;

/** Header fields: names, values, folding, line ends, amounts (RFC 9112, section 5). */
final class MalformedFields {

  private static final Set<Integer> TOO_LARGE = Set.of(400, 413, 431);

  private MalformedFields() {}

  static List<MalformedRequest> all() {
    return List.of(
        field("a space before the colon", "X-Name : value\r\n"),
        field("a tab before the colon", "X-Name\t: value\r\n"),
        field("a space in a name", "X Name: value\r\n"),
        field("a field without a colon", "X-Name value\r\n"),
        field("a field without a name", ": value\r\n"),
        field("a name with an at sign", "X@Name: value\r\n"),
        field("a name with a parenthesis", "X(Name): value\r\n"),
        field("a name with a quotation mark", "\"X-Name\": value\r\n"),
        field("a name with a slash", "X/Name: value\r\n"),
        field("a name with a NUL", "X\u0000Name: value\r\n"),
        field("a name with a control character", "X\u000bName: value\r\n"),
        field("a name with a delete character", "X\u007fName: value\r\n"),
        field("a name with a byte beyond ASCII", "X-N\u00e4me: value\r\n"),
        field("a value with a NUL", "X-Name: val\u0000ue\r\n"),
        field("a value with a control character", "X-Name: val\u0001ue\r\n"),
        field("a value with a vertical tab", "X-Name: val\u000bue\r\n"),
        field("a value with an escape character", "X-Name: \u001b[1mvalue\r\n"),
        field("a value with a delete character", "X-Name: val\u007fue\r\n"),
        field("a value with a bare CR", "X-Name: val\rue\r\n"),
        field("a value that hides a field behind a bare CR", "X-Name: a\rX-Other: b\r\n"),
        field("a field that ends with a bare LF", "X-Name: value\n"),
        field("a field that ends with CR CR LF", "X-Name: value\r\r\n"),
        field("a value folded with a space", "X-Name: value\r\n more\r\n"),
        field("a value folded with a tab", "X-Name: value\r\n\tmore\r\n"),
        field("a value that begins on the next line", "X-Name:\r\n value\r\n"),
        field("a folded line of spaces alone", "X-Name: value\r\n  \r\n"),
        refused(
            "a space before the first field",
            400,
            "GET /function/echo HTTP/1.1\r\n Host: localhost\r\nHost: localhost\r\n\r\n"),
        refused(
            "a folded line before the first field",
            400,
            "GET /function/echo HTTP/1.1\r\n folded\r\nHost: localhost\r\n\r\n"),
        refused(
            "a head that ends with a bare LF",
            400,
            "GET /function/echo HTTP/1.1\r\nHost: localhost\r\n\n"),
        refused(
            "a head whose lines all end with a bare LF",
            400,
            "GET /function/echo HTTP/1.1\nHost: localhost\n\n"),
        refused(
            "a head whose lines all end with a bare CR",
            400,
            "GET /function/echo HTTP/1.1\rHost: localhost\r\r"),
        tooLarge("a field of 70,000 bytes", "X-Name: " + "v".repeat(70_000) + "\r\n"),
        tooLarge("a name of 70,000 bytes", "X".repeat(70_000) + ": value\r\n"),
        tooLarge("fields of 70,000 bytes in all", ("X: " + "v".repeat(995) + "\r\n").repeat(70)),
        tooLarge("2,000 small fields", "X: y\r\n".repeat(2_000)));
  }

  private static MalformedRequest field(String name, String field) {
    return refused(name, 400, head(field));
  }

  private static MalformedRequest tooLarge(String name, String fields) {
    return refused(name, 431, TOO_LARGE, head(fields));
  }

  private static String head(String fields) {
    return "GET /function/echo HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
  }
}
