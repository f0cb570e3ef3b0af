package dev.gantry.tck;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls that begin at a fixed rate, whether earlier ones were answered or not, each on a thread of
 * its own.
 *
 * <p>A call has its number as query and in its body, {@code call 7}. It is answered when a 200 ends
 * with that body; anything else, and no answer within a minute, is a failure.
 */
public final class SteadyLoad implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final URI target;
  private final long pauseNanos;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sent = new AtomicInteger();
  private final Map<Integer, String> failures = new ConcurrentHashMap<>();
  private final Thread clock = Thread.ofVirtual().unstarted(this::run);

  /** Written by {@link #finish} and {@link #close}. */
  private volatile boolean finished;

  private SteadyLoad(URI target, int perSecond) {
    this.target = target;
    this.pauseNanos = Duration.ofSeconds(1).toNanos() / perSecond;
  }

  /** Starts calling. */
  public static SteadyLoad start(URI target, int perSecond) {
    SteadyLoad load = new SteadyLoad(target, perSecond);
    load.clock.start();
    return load;
  }

  /** How many calls have begun; the newest one's number. */
  public int sent() {
    return sent.get();
  }

  /** Stops, waits for the answers, and says which calls failed, by number, and why. */
  public Map<Integer, String> finish() throws InterruptedException {
    finished = true;
    clock.join();
    calls.close();
    return new TreeMap<>(failures);
  }

  private void run() {
    long next = System.nanoTime();
    while (!finished) {
      int number = sent.incrementAndGet();
      calls.execute(() -> call(number));
      next += pauseNanos;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void call(int number) {
    String body = "call " + number;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target + "?" + number))
            .POST(BodyPublishers.ofString(body))
            .timeout(LIMIT)
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().endsWith(body)) {
        failures.put(number, answer.statusCode() + " " + answer.body().strip());
      }
    } catch (IOException failed) {
      failures.put(number, String.valueOf(failed));
    } catch (InterruptedException stop) {
      failures.put(number, "interrupted");
    }
  }

  @Override
  public void close() {
    finished = true;
    calls.shutdownNow();
    client.shutdownNow();
  }
}
