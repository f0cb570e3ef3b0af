package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller sees when a function fails, takes too long or has too much to do. */
final class LimitsContractIT {

  /** Says in its home that it runs, and goes on once it is told there. */
  private static final String HELD =
      "sh -c 'touch running; until [ -e go ]; do sleep 0.05; done; echo done'";

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data, "--no-samples", "--upstream-timeout", "2s");
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failing | sh -c \\\"echo oops; exit 3\\\" | | \"dev.gantry.timeout\":\"60s\" | 500 | exit status 3\\noops |",
        "killed | sleep 60 | \"exec_timeout\":\"300ms\" | \"dev.gantry.timeout\":\"60s\" | 408 | Killed process. |",
        "slow | sleep 60 | | \"dev.gantry.timeout\":\"300ms\" | 504 | slow.openfaas-fn | proxy",
        "slowest | sleep 60 | | | 504 | slowest.openfaas-fn | proxy",
        "patient | sleep 2.5 | | \"dev.gantry.timeout\":\"60s\" | 200 | '' |",
        "serial | sh -c \\\"exit 4\\\" | \"mode\":\"serializing\" | \"dev.gantry.timeout\":\"60s\" | 500 | exit status 4 |",
      })
  void answersWhatBecameOfACall(
      String name,
      String command,
      String variables,
      String labels,
      int status,
      String text,
      String internal)
      throws Exception {
    deploy(name, command, or(variables), or(labels));

    HttpResponse<String> answer = gantry.post("/function/" + name, "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(text.replace("\\n", "\n"));
    assertThat(answer.headers().firstValue("X-OpenFaaS-Internal").orElse(null)).isEqualTo(internal);
    eventually(() -> assertThat(sleepers()).isZero());
  }

  @Test
  void answers429WhenNoFurtherCallMayWait() throws Exception {
    deploy(
        "full",
        HELD,
        "",
        "\"dev.gantry.concurrency\":\"1\",\"dev.gantry.waiting.max\":\"0\"," + LONG);

    HttpResponse<String> answer = whileOneRuns("full");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("full.openfaas-fn");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).hasValue("proxy");
  }

  @Test
  void answers429WhenAllReplicasStayBusy() throws Exception {
    deploy(
        "busy",
        HELD,
        "",
        "\"dev.gantry.concurrency\":\"1\",\"dev.gantry.waiting.time\":\"200ms\"," + LONG);

    HttpResponse<String> answer = whileOneRuns("busy");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("busy.openfaas-fn", "200 ms");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void answers429WhenTheWatchdogTakesNoMore() throws Exception {
    deploy("limited", HELD, "\"max_inflight\":\"1\"", "\"dev.gantry.concurrency\":\"0\"," + LONG);

    HttpResponse<String> answer = whileOneRuns("limited");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("Concurrent request limit exceeded", "1");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).hasValue("faas-middleware");
  }

  @Test
  void letsCallsWaitForTheirTurn() throws Exception {
    deploy("turns", HELD, "", "\"dev.gantry.concurrency\":\"1\"," + LONG);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> first = callers.submit(() -> gantry.get("/function/turns"));
      Future<HttpResponse<String>> second = callers.submit(() -> gantry.get("/function/turns"));
      eventually(() -> assertThat(gantry.home("turns").resolve("running")).exists());
      Files.createFile(gantry.home("turns").resolve("go"));

      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(second.get().statusCode()).isEqualTo(200);
    }
  }

  private static final String LONG = "\"dev.gantry.timeout\":\"60s\"";

  /** The answer to a second call of a function while a first one is held. */
  private static HttpResponse<String> whileOneRuns(String name) throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> first = callers.submit(() -> gantry.get("/function/" + name));
      eventually(() -> assertThat(gantry.home(name).resolve("running")).exists());

      HttpResponse<String> second = gantry.get("/function/" + name);

      Files.createFile(gantry.home(name).resolve("go"));
      assertThat(first.get().body()).isEqualTo("done\n");
      return second;
    }
  }

  private static void deploy(String name, String command, String variables, String labels)
      throws Exception {
    String json =
        "{\"service\":\"%s\",\"envProcess\":\"%s\",\"envVars\":{%s},\"labels\":{%s}}"
            .formatted(name, command, variables, labels);
    HttpResponse<String> deployed = gantry.post("/system/functions", json);
    assertThat(deployed.statusCode()).as(deployed.body()).isEqualTo(202);
    // A call that comes before the replica would have to wait, which some of these forbid.
    eventually(
        () ->
            assertThat(gantry.get("/system/function/" + name).body())
                .contains("\"availableReplicas\":1"));
  }

  private static String or(String text) {
    return text == null ? "" : text;
  }

  private static long sleepers() {
    return ProcessHandle.of(gantry.pid())
        .orElseThrow()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/sleep"))
        .count();
  }
}
