package dev.gantry.watchdog.http;

import java.net.InetSocketAddress;

/** A request as its handler sees it. */
record ReceivedRequest(RequestHead head, RequestBody body, InetSocketAddress client)
    implements HttpRequest {

  @Override
  public String method() {
    return head.method();
  }

  @Override
  public String path() {
    return head.target().path();
  }

  @Override
  public String query() {
    return head.target().query();
  }

  @Override
  public Headers headers() {
    return head.headers();
  }

  @Override
  public boolean mayUpgrade() {
    return head.mayUpgrade();
  }

  @Override
  public long contentLength() {
    return head.contentLength();
  }
}
