package dev.gantry.watchdog.endpoint;

import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RawConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;

/** Remembers the status that was sent. */
final class NotedResponse implements HttpResponse {

  private final HttpResponse response;
  private OptionalInt status = OptionalInt.empty();

  NotedResponse(HttpResponse response) {
    this.response = response;
  }

  OptionalInt status() {
    return status;
  }

  @Override
  public void header(String name, String value) {
    response.header(name, value);
  }

  @Override
  public OutputStream begin(int status, long length) throws IOException {
    this.status = OptionalInt.of(status);
    return response.begin(status, length);
  }

  @Override
  public OutputStream beginStreaming(int status) throws IOException {
    this.status = OptionalInt.of(status);
    return response.beginStreaming(status);
  }

  @Override
  public RawConnection upgrade(String protocol) throws IOException {
    this.status = OptionalInt.of(101);
    return response.upgrade(protocol);
  }

  @Override
  public boolean hasBegun() {
    return response.hasBegun();
  }
}
