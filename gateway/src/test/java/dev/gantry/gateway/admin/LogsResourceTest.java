package dev.gantry.gateway.admin;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.LogMessage;
import dev.gantry.gateway.contract.Answer;
import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.tck.MemorySettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsResourceTest {

  private static final Instant START = Instant.parse("2026-01-31T08:30:00.123456789Z");

  private final AdminFixture gateway = new AdminFixture();

  @BeforeEach
  void writeLog() throws Exception {
    write(gateway);
  }

  private static void write(AdminFixture gateway) throws Exception {
    gateway.ask("POST", "/system/functions", AdminFixture.ECHO);
    for (int i = 0; i < 5; i++) {
      gateway.provider.addLogLine(
          new LogMessage(
              "echo", "openfaas-fn", "r" + i % 2, START.plusSeconds(i), "line " + i + " é\t"));
    }
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          name=echo,                                                  5
          name=echo.,                                                 5
          name=echo.openfaas-fn,                                      5
          name=echo&namespace=openfaas-fn,                            5
          name=none&name=echo,                                        5
          name=echo&tail=-1,                                          5
          name=echo&tail=2,                                           2
          name=echo&tail=0,                                           0
          name=echo&tail=999,                                         5
          name=echo&tail=1&tail=3,                                    3
          name=echo&instance=r1,                                      2
          name=echo&instance=,                                        5
          name=echo&since=2026-01-31T08:30:02.123456789Z,             3
          name=echo&since=2026-01-31T09:30:03.5%2B01:00,              1
          name=echo&follow=false,                                     5
          name=echo&follow=perhaps,                                   5
          """)
  void readsTheLinesThatAreAskedFor(String query, int lines) throws Exception {
    Answer answer = gateway.ask("GET", "/system/logs?" + query);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(answer.text().lines()).hasSize(lines);
  }

  @Test
  void aLineIsOneObject() throws Exception {
    assertThat(gateway.ask("GET", "/system/logs?name=echo&tail=1").text())
        .isEqualTo(
            "{\"name\":\"echo\",\"namespace\":\"openfaas-fn\",\"instance\":\"r0\","
                + "\"timestamp\":\"2026-01-31T08:30:04.123456789Z\",\"text\":\"line 4 é\\t\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ``,                             422
          namespace=openfaas-fn,          422
          name=,                          422
          name=echo&tail=-2,              422
          name=echo&tail=many,            422
          name=echo&tail=1.5,             422
          name=echo&tail=9999999999,      422
          name=echo&since=5m,             422
          name=echo&since=yesterday,      422
          name=echo&since=2026-01-31,     422
          name=echo&since=2026-02-30T00:00:00Z, 422
          name=none,                      404
          name=No_Such,                   404
          name=echo.none,                 404
          name=echo&namespace=A,          400
          """,
      quoteCharacter = '`')
  void refusesWhatCannotBeAsked(String query, int status) throws Exception {
    assertThat(gateway.ask("GET", "/system/logs?" + query).status()).isEqualTo(status);
  }

  @Test
  void sendsEachLineWhenItIsThere() throws Exception {
    Flushes out = new Flushes();
    Thread reader = follow(gateway, out, new AtomicReference<>());
    eventually(() -> assertThat(out.lines()).hasSize(5));

    gateway.provider.addLogLine(AdminFixture.ECHO_NAME, "r1", "later");

    eventually(() -> assertThat(out.lines()).hasSize(6).last().asString().contains("later"));
    gateway.ask("DELETE", "/system/functions", "{\"functionName\":\"echo\"}");
    assertThat(reader.join(Duration.ofSeconds(10))).as("ends with the function").isTrue();
  }

  @Test
  void endsWhenTheClientLeaves() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Flushes out = new Flushes();
    Thread reader = follow(gateway, out, thrown);
    eventually(() -> assertThat(out.lines()).hasSize(5));

    reader.interrupt();

    assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void endsWhenTheConnectionBreaks() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("connection reset");
          }
        };

    Thread reader = follow(gateway, broken, thrown);

    assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    assertThat(thrown.get()).isInstanceOf(IOException.class);
  }

  @Test
  void endsAfterTheLimitAsIfTheLogHadEnded() throws Exception {
    try (AdminFixture brief = new AdminFixture(MemorySettings.DEFAULT, Duration.ofMillis(50))) {
      write(brief);

      // On a busy machine the limit may come before the last line.
      eventually(
          () -> {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Flushes out = new Flushes();
            Thread reader = follow(brief, out, thrown);
            assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
            assertThat(thrown.get()).isNull();
            assertThat(out.lines()).hasSize(5);
          });
    }
  }

  @Test
  void leavesNoInterruptionBehind() throws Exception {
    for (int round = 0; round < 200; round++) {
      try (TimeLimit limit = TimeLimit.start(Duration.ofNanos(1))) {
        assertThat(limit).isNotNull();
      }
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  private static Thread follow(
      AdminFixture gateway, OutputStream out, AtomicReference<Throwable> thrown) throws Exception {
    EndpointResponse answer =
        gateway.api.answer(Requests.of("GET", "/system/logs?name=echo&follow=1").request());
    EndpointResponse.Content content = ((EndpointResponse.Streamed) answer).content();
    return Thread.startVirtualThread(
        () -> {
          try {
            content.writeTo(out);
          } catch (IOException | InterruptedException ended) {
            thrown.set(ended);
          }
        });
  }

  /** Shows only what was flushed, one text each. */
  private static final class Flushes extends OutputStream {

    private final List<String> flushed = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    @Override
    public void write(int one) {
      pending.write(one);
    }

    @Override
    public void flush() {
      if (pending.size() > 0) {
        flushed.add(pending.toString(StandardCharsets.UTF_8));
        pending.reset();
      }
    }

    List<String> lines() {
      return flushed;
    }
  }
}
