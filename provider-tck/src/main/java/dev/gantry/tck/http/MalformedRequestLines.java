package dev.gantry.tck.http;

import static dev.gantry.tck.http.MalformedRequest.refused;

import java.util.List;
import java.util.Set;

/** Methods, versions, and the spaces and line ends between them (RFC 9112, sections 2 and 3). */
final class MalformedRequestLines {

  private static final String FIELDS = "Host: localhost\r\n\r\n";
  private static final Set<Integer> BAD_VERSION = Set.of(400, 501, 505);

  private MalformedRequestLines() {}

  static List<MalformedRequest> all() {
    return List.of(
        line("a space before the method", " GET /function/echo HTTP/1.1\r\n"),
        line("a method with a parenthesis", "GE(T /function/echo HTTP/1.1\r\n"),
        line("a method with a colon", "GET: /function/echo HTTP/1.1\r\n"),
        line("a method with a control character", "G\u0001T /function/echo HTTP/1.1\r\n"),
        line("a method with a NUL", "G\u0000T /function/echo HTTP/1.1\r\n"),
        line("a method with a byte beyond ASCII", "G\u00cbT /function/echo HTTP/1.1\r\n"),
        line("a tab behind the method", "GET\t/function/echo HTTP/1.1\r\n"),
        line("two spaces behind the method", "GET  /function/echo HTTP/1.1\r\n"),
        line("two spaces before the version", "GET /function/echo  HTTP/1.1\r\n"),
        line("a tab before the version", "GET /function/echo\tHTTP/1.1\r\n"),
        line("a space behind the version", "GET /function/echo HTTP/1.1 \r\n"),
        line("a word behind the version", "GET /function/echo HTTP/1.1 more\r\n"),
        line("no version", "GET /function/echo\r\n"),
        line("no version but the space before it", "GET /function/echo \r\n"),
        line("no target", "GET HTTP/1.1\r\n"),
        line("a method alone", "GET\r\n"),
        line("a lower-case protocol", "GET /function/echo http/1.1\r\n"),
        line("another protocol", "GET /function/echo ICAP/1.1\r\n"),
        line("a version without a dot", "GET /function/echo HTTP/11\r\n"),
        line("a version with two minor digits", "GET /function/echo HTTP/1.10\r\n"),
        line("a version with a leading zero", "GET /function/echo HTTP/01.1\r\n"),
        line("a version with a letter", "GET /function/echo HTTP/1.x\r\n"),
        line("a version without a minor", "GET /function/echo HTTP/1.\r\n"),
        line("a version with a comma", "GET /function/echo HTTP/1,1\r\n"),
        line("a request line that ends with a bare LF", "GET /function/echo HTTP/1.1\n"),
        line("a request line that ends with a bare CR", "GET /function/echo HTTP/1.1\r"),
        line("a request line that ends with CR CR LF", "GET /function/echo HTTP/1.1\r\r\n"),
        line("an empty line of a bare LF before the method", "\nGET /function/echo HTTP/1.1\r\n"),
        line("the beginning of a TLS handshake", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n"),
        version("version 0.9", "HTTP/0.9"),
        version("version 1.2", "HTTP/1.2"),
        version("version 2.0 in words", "HTTP/2.0"),
        version("version 3.7", "HTTP/3.7"),
        version("version 9.9", "HTTP/9.9"));
  }

  private static MalformedRequest line(String name, String line) {
    return refused(name, 400, BAD_VERSION, line + FIELDS);
  }

  private static MalformedRequest version(String name, String version) {
    return refused(name, 505, BAD_VERSION, "GET /function/echo " + version + "\r\n" + FIELDS);
  }
}
