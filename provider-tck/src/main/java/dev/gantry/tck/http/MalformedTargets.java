package dev.gantry.tck.http;

import static dev.gantry.tck.http.MalformedRequest.refused;

import java.util.List;
import java.util.Set;

/** Request targets (RFC 9112, section 3.2). */
final class MalformedTargets {

  private MalformedTargets() {}

  static List<MalformedRequest> all() {
    return List.of(
        target("a target with a space", "/function/echo and more"),
        target("a target with a NUL", "/function/echo\u0000"),
        target("a target with a control character", "/function/echo\u000b"),
        target("a target with a bare CR", "/function/echo\rX: y"),
        target("a target with a delete character", "/function/echo\u007f"),
        target("a target with a byte beyond ASCII", "/function/echo?\u00e9"),
        target("a target with a fragment", "/function/echo#part"),
        target("a target without its slash", "function/echo"),
        target("a target that is a query alone", "?function=echo"),
        target("an authority as a target", "localhost:80"),
        target("an asterisk for a method that is not OPTIONS", "*"),
        target("an asterisk with a path", "*/function/echo"),
        target("an absolute target on another host than Host", "http://other/function/echo"),
        target("an absolute target on another port than Host", "http://localhost:81/function/echo"),
        target("an absolute target without a host", "http:///function/echo"),
        target("an absolute target with a user", "http://user@localhost/function/echo"),
        target("an absolute target with an unknown scheme", "ftp://localhost/function/echo"),
        target("an absolute target with one slash", "http:/localhost/function/echo"),
        target("an absolute target with a bad port", "http://localhost:8o/function/echo"),
        refused(
            "a tunnel",
            501,
            Set.of(400, 501),
            "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n"),
        refused(
            "a tunnel to a path",
            501,
            Set.of(400, 501),
            "CONNECT /function/echo HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        refused(
            "a target of 70,000 bytes",
            414,
            Set.of(400, 414, 431),
            "GET /function/echo?" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  }

  private static MalformedRequest target(String name, String target) {
    return refused(name, 400, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }
}
