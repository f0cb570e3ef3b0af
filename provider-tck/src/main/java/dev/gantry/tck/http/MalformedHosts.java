package dev.gantry.tck.http;

import static dev.gantry.tck.http.MalformedRequest.refused;

import java.util.List;

/** Host, which every HTTP/1.1 request has once (RFC 9112, section 3.2). */
final class MalformedHosts {

  private MalformedHosts() {}

  static List<MalformedRequest> all() {
    return List.of(
        hosts("no Host", ""),
        hosts("two Hosts that differ", "Host: localhost\r\nHost: other\r\n"),
        hosts("two Hosts that are the same", "Host: localhost\r\nHost: localhost\r\n"),
        hosts(
            "two Hosts apart, in other letters", "host: localhost\r\nX: y\r\nHOST: localhost\r\n"),
        hosts("a Host that is a list", "Host: localhost, other\r\n"),
        hosts("a Host with a space", "Host: local host\r\n"),
        hosts("a Host with a path", "Host: localhost/function\r\n"),
        hosts("a Host with a scheme", "Host: http://localhost\r\n"),
        hosts("a Host with a user", "Host: user@localhost\r\n"),
        hosts("a Host with a query", "Host: localhost?x\r\n"),
        hosts("a Host with a fragment", "Host: localhost#x\r\n"),
        hosts("a Host with a backslash", "Host: localhost\\x\r\n"),
        hosts("a Host with a byte beyond ASCII", "Host: l\u00f6calhost\r\n"),
        hosts("a Host with a port of letters", "Host: localhost:http\r\n"),
        hosts("a Host with two ports", "Host: localhost:80:80\r\n"),
        hosts("a Host with a port beyond 65535", "Host: localhost:65536\r\n"),
        hosts("a Host with a port of many digits", "Host: localhost:000000000080\r\n"),
        hosts("a Host with a bracket left open", "Host: [::1\r\n"),
        hosts("a Host with letters behind the bracket", "Host: [::1]x\r\n"),
        hosts("a folded Host", "Host: localhost\r\n other\r\n"),
        hosts("a space before Host's colon", "Host : localhost\r\n"),
        refused(
            "two Hosts in HTTP/1.0",
            400,
            "GET /function/echo HTTP/1.0\r\nHost: localhost\r\nHost: other\r\n\r\n"),
        refused(
            "an absolute target without Host",
            400,
            "GET http://localhost/function/echo HTTP/1.1\r\n\r\n"));
  }

  private static MalformedRequest hosts(String name, String fields) {
    return refused(name, 400, "GET /function/echo HTTP/1.1\r\n" + fields + "\r\n");
  }
}
