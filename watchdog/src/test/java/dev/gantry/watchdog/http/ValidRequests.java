package dev.gantry.watchdog.http;

import static dev.gantry.watchdog.http.Loopback.chunked;
import static dev.gantry.watchdog.http.Loopback.get;
import static dev.gantry.watchdog.http.Loopback.post;

import java.util.List;

/** Requests that have to be accepted, for the fuzz to start from. */
final class ValidRequests {

  static final List<String> ALL =
      List.of(
          "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /a?b=c HTTP/1.1\r\nHost: localhost:8080\r\nX-A: b\r\nX-C:\r\n\r\n",
          "HEAD /%41//..;x?y HTTP/1.1\r\nhost: [::1]:80\r\n\r\n",
          "OPTIONS * HTTP/1.1\r\nHost:\r\nConnection: close, x\r\n\r\n",
          "GET http://a.b:80/c?d HTTP/1.1\r\nHost: A.B\r\n\r\n",
          "GET / HTTP/1.0\r\n\r\n",
          "GET / HTTP/1.0\r\nConnection: keep-alive\r\nHost: x\r\n\r\n",
          "\r\nPOST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
          "PUT /x HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 011\r\nHost: x\r\n\r\n0123456789a",
          chunked("/", "5\r\nhello\r\n0\r\n\r\n"),
          chunked("/", "00A;a=\"b\"\r\n0123456789\r\n1\r\n!\r\n000;x\r\nX-T: y\r\nX-U:\r\n\r\n"),
          chunked("/", "0\r\n\r\n").replace("chunked", "Chunked"),
          post("/", "hi") + get("/next"));

  private ValidRequests() {}
}
