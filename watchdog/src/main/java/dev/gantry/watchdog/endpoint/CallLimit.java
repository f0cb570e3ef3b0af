package dev.gantry.watchdog.endpoint;

import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Lets so many calls through at a time and refuses the others with 429, contract 3.1. */
public final class CallLimit implements RequestHandler {

  private final int most;
  private final Semaphore free;
  private final RequestHandler next;

  /**
   * @param most calls at a time, 0 means no limit
   */
  public CallLimit(int most, RequestHandler next) {
    this.most = most;
    this.free = new Semaphore(most == 0 ? Integer.MAX_VALUE : most);
    this.next = next;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    if (!free.tryAcquire()) {
      refuse(response);
      return;
    }
    try {
      next.handle(request, response);
    } finally {
      free.release();
    }
  }

  /** Whether the next call would be refused. */
  boolean isReached() {
    return free.availablePermits() == 0;
  }

  private void refuse(HttpResponse response) throws IOException {
    response.header("Content-Type", "text/plain");
    response.header("X-OpenFaaS-Internal", "faas-middleware");
    PlainAnswer.sendUntyped(
        response, 429, "Concurrent request limit exceeded. Maximum: " + most + "\n");
  }
}
