package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call takes from the heap, on the event loops that carry it; not with metrics of tests. */
class CallAllocationTest {

  /** Calls before the count begins, by when the JIT has compiled what carries them. */
  private static final int WARM_UP = 20_000;

  private static final int CALLS = 5_000;
  private static final long MOST = 6 << 10;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

  /** Following every buffer, as the other tests do, takes more than the calls. */
  @BeforeEach
  void followNoBuffers() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
  }

  @AfterEach
  void followBuffersAgain() {
    ResourceLeakDetector.setLevel(level);
  }

  @Test
  void aCallTakesAtMostSixKilobytes() throws Exception {
    FakeProvider provider = new FakeProvider();
    try (Gateway gateway =
            Gateway.start(
                TestGateway.settings(Duration.ofSeconds(30), Optional.empty()),
                provider.provider());
        FakeReplica replica = FakeReplica.answering("hello world\n")) {
      provider.ready("hello", Map.of(), replica.address());
      try (TestClient client = new TestClient(gateway.address().getPort())) {
        call(client, WARM_UP);

        // A busy machine may compile late, and what is interpreted takes more.
        eventually(() -> assertThat(bytesOfACall(client)).isBetween(1L, MOST));
      }
    }
  }

  private long bytesOfACall(TestClient client) throws Exception {
    long before = allocated();
    call(client, CALLS);
    return (allocated() - before) / CALLS;
  }

  private static void call(TestClient client, int times) throws Exception {
    byte[] request =
        "GET /function/hello HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < times; i++) {
      assertThat(client.send(request).read().status()).isEqualTo(200);
    }
  }

  private long allocated() {
    long[] loops =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
            .mapToLong(Thread::threadId)
            .toArray();
    return Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum();
  }
}
