package dev.gantry.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are larger than the heap, which is 64 MB. */
class LargeBodyIT {

  private static final long GIGABYTE = 1 << 30;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void passesOneGigabyteInAndOut(String mode) throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "cat", "mode", mode)) {
      assertThat(exchange(forked, GIGABYTE)).isGreaterThan(GIGABYTE);
    }
  }

  @Test
  void passesOneGigabyteAsJson() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "wc -c", "marshal_request", "true")) {
      assertThat(exchange(forked, GIGABYTE)).isLessThan(1000);
    }
  }

  @Test
  void holdsAHundredAnswersAtOnce() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "sh -c 'head -c 1000000 /dev/zero; sleep 0.5'");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(clients.submit(() -> exchange(forked, 1)));
      }

      for (Future<Long> answer : answers) {
        assertThat(answer.get()).isGreaterThan(1_000_000);
      }
    }
  }

  /** Sends a body of so many bytes while it reads the answer; returns how many bytes that has. */
  private static long exchange(ForkedWatchdog forked, long size) throws Exception {
    try (Socket socket =
        forked.connect(
            "POST / HTTP/1.1\r\nHost: f\r\nConnection: close\r\nContent-Length: "
                + size
                + "\r\n\r\n")) {
      Thread sender = Thread.ofVirtual().start(() -> send(socket, size));
      long received = count(socket.getInputStream());
      sender.join();
      return received;
    }
  }

  private static void send(Socket socket, long size) {
    byte[] block = new byte[64 << 10];
    try {
      OutputStream out = socket.getOutputStream();
      for (long left = size; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(InputStream in) throws IOException {
    byte[] block = new byte[64 << 10];
    long total = 0;
    int count = in.readNBytes(block, 0, 12);
    assertThat(new String(block, 0, count, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    while (count >= 0) {
      total += count;
      count = in.read(block);
    }
    return total;
  }

  private ForkedWatchdog start(String... variables) throws IOException {
    Map<String, String> map =
        new HashMap<>(
            Map.of(
                "port", "0", "metrics_port", "0", "write_timeout", "300s", "read_timeout", "300s"));
    for (int i = 0; i < variables.length; i += 2) {
      map.put(variables[i], variables[i + 1]);
    }
    map.put("exec_timeout", "300s");
    return ForkedWatchdog.start(folder, map);
  }
}
