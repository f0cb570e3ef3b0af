package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.http.Headers;
import dev.gantry.watchdog.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A request without a client. */
record FakeRequest(String method, String path, String query, Headers headers, long contentLength)
    implements HttpRequest {

  /**
   * @param headers names and values in turn
   */
  static FakeRequest of(String method, String path, String query, String... headers) {
    List<Headers.Field> fields = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(new Headers.Field(headers[i], headers[i + 1]));
    }
    return new FakeRequest(method, path, query, new Headers(fields), 0);
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(new byte[0]);
  }

  @Override
  public InetSocketAddress client() {
    return new InetSocketAddress(0);
  }
}
