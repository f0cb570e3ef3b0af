package dev.gantry.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Calls that begin at a fixed rate, whether earlier ones were answered or not. */
final class SteadyLoad implements AutoCloseable {

  private static final String BODY = "hello";

  private final URI target;
  private final long pauseNanos;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final Thread clock = Thread.ofVirtual().unstarted(this::run);

  /** Written by {@link #finish}. */
  private volatile boolean finished;

  private SteadyLoad(URI target, int perSecond) {
    this.target = target;
    this.pauseNanos = 1_000_000_000L / perSecond;
  }

  static SteadyLoad start(URI target, int perSecond) {
    SteadyLoad load = new SteadyLoad(target, perSecond);
    load.clock.start();
    return load;
  }

  private void run() {
    long next = System.nanoTime();
    while (!finished) {
      calls.execute(this::call);
      next += pauseNanos;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void call() {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .POST(BodyPublishers.ofString(BODY))
            .timeout(Duration.ofSeconds(60))
            .build();
    String outcome;
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      boolean right = answer.statusCode() == 200 && answer.body().equals(BODY);
      outcome = right ? "answered" : answer.statusCode() + " " + answer.body().strip();
    } catch (IOException failed) {
      outcome = String.valueOf(failed);
    } catch (InterruptedException stop) {
      outcome = "interrupted";
    }
    outcomes.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
  }

  /** Stops, waits for the answers, and says how many calls ended how. */
  Map<String, LongAdder> finish() throws InterruptedException {
    finished = true;
    clock.join();
    calls.close();
    return outcomes;
  }

  @Override
  public void close() {
    finished = true;
    calls.shutdownNow();
    client.shutdownNow();
  }
}
