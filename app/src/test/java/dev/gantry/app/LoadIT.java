package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large bodies and many calls against the real program in a small heap. */
final class LoadIT {

  private static final List<String> SMALL_HEAP = List.of("-Xmx128m");
  private static final long GIGABYTE = 1L << 30;

  /** Sleeps as long as the body says; no limit ends it before. */
  private static final String SLEEPER =
      """
      {"service": "sleep", "envProcess": "sh -c 'read x; exec sleep ${x:-0}'",
       "envVars": {"read_timeout": "10m", "write_timeout": "10m"},
       "labels": {"dev.gantry.timeout": "10m"}}
      """;

  @TempDir private Path data;

  @Test
  void carriesAGigabyteInAndOutInASmallHeap() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(SMALL_HEAP, data, "--no-samples")) {
      gantry.deploy("{\"service\":\"hash\",\"envProcess\":\"sha256sum\"}", "hash");
      gantry.deploy(
          "{\"service\":\"zeros\",\"envProcess\":\"sh -c 'if [ $Http_Query ]; then head -c"
              + " 1073741824 /dev/zero; fi'\",\"envVars\":{\"mode\":\"streaming\"}}",
          "zeros");

      assertThat(upload(gantry.gateway().resolve("/function/hash")))
          .startsWith(hashOfZeros(GIGABYTE));
      assertThat(download(gantry.gateway().resolve("/function/zeros?go"))).isEqualTo(GIGABYTE);
    }
  }

  @Test
  void answersTheRestApiWhileAThousandCallsSleep() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples");
        HttpClient client = HttpClient.newHttpClient()) {
      gantry.deploy(SLEEPER, "sleep");
      HttpRequest call =
          HttpRequest.newBuilder(gantry.gateway().resolve("/function/sleep"))
              .POST(HttpRequest.BodyPublishers.ofString("600"))
              .build();

      List<CompletableFuture<?>> calls = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        calls.add(client.sendAsync(call, HttpResponse.BodyHandlers.discarding()));
      }
      awaitSleepers(gantry, 1000);
      HttpResponse<String> list = gantry.get("/system/functions");

      assertThat(list.statusCode()).isEqualTo(200);
      assertThat(list.body()).contains("\"sleep\"");
      assertThat(calls).noneMatch(CompletableFuture::isDone);

      client.shutdownNow();
      awaitSleepers(gantry, 0);
    }
  }

  /** Polls until so many {@code sleep} processes run below the program. */
  private static void awaitSleepers(RunningGantry gantry, long count) {
    ProcessHandle program = ProcessHandle.of(gantry.pid()).orElseThrow();
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    long running = -1;
    while (running != count && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      running =
          program
              .descendants()
              .filter(process -> process.info().command().orElse("").endsWith("/sleep"))
              .count();
    }
    assertThat(running).as("processes that sleep").isEqualTo(count);
  }

  private static String upload(URI target) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(GIGABYTE);
    byte[] zeros = new byte[1 << 16];
    try (OutputStream body = connection.getOutputStream()) {
      for (long sent = 0; sent < GIGABYTE; sent += zeros.length) {
        body.write(zeros);
      }
    }
    try (InputStream answer = connection.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static long download(URI source) throws IOException {
    try (InputStream answer = source.toURL().openStream()) {
      return answer.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static String hashOfZeros(long length) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] zeros = new byte[1 << 16];
    for (long hashed = 0; hashed < length; hashed += zeros.length) {
      sha.update(zeros);
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
