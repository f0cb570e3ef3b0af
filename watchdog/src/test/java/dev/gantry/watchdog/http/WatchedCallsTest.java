package dev.gantry.watchdog.http;

import static dev.gantry.watchdog.http.Loopback.chunked;
import static dev.gantry.watchdog.http.Loopback.post;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The two threads that take turns at a socket lose nothing, whatever the moment. */
class WatchedCallsTest {

  private static final int CLIENTS = 40;
  private static final int REQUESTS = 40;

  @Test
  void losesNothingWhateverTheMomentOfTheHandOver() throws Exception {
    try (HttpServer server = Loopback.start(WatchedCallsTest::echoAfterAWhile);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int seed = 0; seed < CLIENTS; seed++) {
        Random random = new Random(seed);
        clients.add(CompletableFuture.runAsync(() -> exchange(server, random), threads));
      }
      for (CompletableFuture<Void> client : clients) {
        client.get(60, TimeUnit.SECONDS);
      }
    }
  }

  /** Some calls are short, some are watched before they read, while they read, or after. */
  private static void echoAfterAWhile(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    pause(request.query().length());
    byte[] body = request.body().readAllBytes();
    pause(request.path().length());
    Loopback.answer(response, new String(body, ISO_8859_1));
  }

  private static void pause(int tens) throws InterruptedException {
    if (tens > 1) {
      boolean neverOpened = new CountDownLatch(1).await(10L * tens, TimeUnit.MILLISECONDS);
      assertThat(neverOpened).isFalse();
    }
  }

  private static void exchange(HttpServer server, Random random) {
    List<String> bodies = new ArrayList<>();
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < REQUESTS; i++) {
      String body = (i + ".").repeat(random.nextInt(10) == 0 ? 30_000 : random.nextInt(20));
      bodies.add(body);
      requests.append(request(body, random));
    }
    try (RawClient client = new RawClient(server)) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> sendInPieces(client, requests.toString(), random));
      for (String body : bodies) {
        assertThat(client.read().body()).isEqualTo(body);
      }
      sending.join();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String request(String body, Random random) {
    String target = "/" + "p".repeat(length(random)) + "?" + "q".repeat(length(random));
    if (body.isEmpty() || random.nextBoolean()) {
      return post(target, body);
    }
    return chunked(target, Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
  }

  private static int length(Random random) {
    return random.nextInt(10) == 0 ? random.nextInt(10) : 0;
  }

  private static void sendInPieces(RawClient client, String text, Random random) {
    int position = 0;
    while (position < text.length()) {
      int count = Math.min(text.length() - position, random.nextInt(1, 5_000));
      try {
        client.send(text.substring(position, position + count));
        pause(length(random) / 3);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
      position += count;
    }
  }
}
