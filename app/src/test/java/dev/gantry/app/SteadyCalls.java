package dev.gantry.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Callers that each call a function again and again until they are told to stop. */
final class SteadyCalls implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> callers = new ArrayList<>();
  private final HttpRequest call;
  private final Duration pause;
  private volatile boolean stopped;

  private SteadyCalls(URI function, Duration pause) {
    this.call =
        HttpRequest.newBuilder(function)
            .POST(BodyPublishers.ofString("hello"))
            .timeout(Duration.ofSeconds(60))
            .build();
    this.pause = pause;
  }

  /**
   * Starts to call.
   *
   * @param count how many call at the same time
   * @param pause between an answer and the same caller's next call; 0 for none
   */
  static SteadyCalls start(URI function, int count, Duration pause) {
    SteadyCalls calls = new SteadyCalls(function, pause);
    for (int i = 0; i < count; i++) {
      calls.callers.add(Thread.ofVirtual().start(calls::callOn));
    }
    return calls;
  }

  /** How many calls were answered with 200. */
  int answered() {
    return answered.get();
  }

  /** What else they were answered, or why they were not. */
  List<String> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /** Lets the calls that run end, and no other begin. */
  void stop() throws InterruptedException {
    stopped = true;
    callers.forEach(LockSupport::unpark);
    for (Thread caller : callers) {
      caller.join();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop();
    client.close();
  }

  private void callOn() {
    while (!stopped) {
      try {
        var answer = client.send(call, BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          answered.incrementAndGet();
        } else {
          failures.add(answer.statusCode() + " " + answer.body());
        }
      } catch (IOException e) {
        failures.add(e.toString());
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
