package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.app.logging.LogSetup;
import dev.gantry.app.settings.LogSettings;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.process.MortalReplicas;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One of five replicas dies under 500 calls. Nobody tells the gateway. Each execution writes its
 * call and its replica to a file before anything else, so what ran where is counted, not guessed.
 */
final class ReplicaLossIT {

  private static final FunctionName FUNCTION = new FunctionName("work", "openfaas-fn");
  private static final int CALLS = 500;
  private static final int REPLICAS = 5;

  @TempDir private Path data;

  @BeforeAll
  static void logLittle() {
    LogSetup.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
  }

  /** What came of one call. */
  private record Outcome(String call, int status, String body) {}

  /**
   * @param concurrency calls a replica takes at once; 0 means all, otherwise most calls wait in
   *     line
   * @param executions after how many the replica dies
   * @param seconds how long one takes
   */
  @ParameterizedTest
  @CsvSource({"0, 100, 1", "20, 150, 0.2"})
  void losesNoCallThatCanBeRetriedAndRunsNoneTwice(
      int concurrency, int executions, String seconds, TestReporter reporter) throws Exception {
    try (MortalReplicas replicas = MortalReplicas.open(data);
        Gateway gateway = Gateway.start(settings(), replicas.provider());
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      deploy(replicas, concurrency, seconds);
      String dying = replicas.launched().iterator().next();
      Path runs = replicas.home(FUNCTION).resolve("runs");

      // Half of the calls are there before, and half arrive as it dies.
      CountDownLatch dies = new CountDownLatch(1);
      List<Future<Outcome>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        String id = "call-" + i;
        CountDownLatch start = i % 2 == 0 ? new CountDownLatch(0) : dies;
        calls.add(
            callers.submit(
                () -> {
                  start.await();
                  return call(client, gateway, id);
                }));
      }
      eventually(() -> assertThat(ran(runs)).hasSizeGreaterThan(executions));
      dies.countDown();
      replicas.kill(dying);

      judge(outcomes(calls), ran(runs), dying, reporter);
    }
  }

  private static void judge(
      List<Outcome> outcomes, Map<String, List<String>> ran, String dying, TestReporter reporter) {
    List<String> wrong = new ArrayList<>();
    int lost = 0;
    for (Outcome outcome : outcomes) {
      List<String> where = ran.getOrDefault(outcome.call(), List.of());
      lost += outcome.status() == 200 ? 0 : 1;
      if (!(outcome.status() == 200
          ? isAnswer(outcome) && where.size() == 1
          : isLoss(outcome) && (where.isEmpty() || where.equals(List.of(dying))))) {
        wrong.add(outcome + " ran on " + where);
      }
    }
    assertThat(wrong).as("calls that went wrong when %s died", dying).isEmpty();
    long begunThere = ran.values().stream().filter(where -> where.contains(dying)).count();
    reporter.publishEntry(
        "%d calls: %d answered, %d lost with a replica that had begun %d"
            .formatted(CALLS, CALLS - lost, lost, begunThere));
    assertThat(lost).isPositive().isLessThan(CALLS / 2);
  }

  private static boolean isAnswer(Outcome outcome) {
    return outcome.body().equals("body of " + outcome.call() + "\ndone\n");
  }

  private static boolean isLoss(Outcome outcome) {
    return outcome.status() == 502 && outcome.body().contains("ended the call without an answer");
  }

  private static void deploy(MortalReplicas replicas, int concurrency, String seconds)
      throws Exception {
    String command =
        "sh -c 'echo \"$Http_X_Call_Id $REPLICA\" >> runs; cat; sleep " + seconds + "; echo done'";
    FunctionDeployment deployment =
        FunctionDeployment.ofCommand(FUNCTION.name(), command)
            .withLabels(
                Map.of(
                    "dev.gantry.concurrency",
                    String.valueOf(concurrency),
                    "dev.gantry.waiting.time",
                    "60s"));
    replicas.provider().deploy(FUNCTION, deployment);
    replicas.provider().scale(FUNCTION, REPLICAS);
    eventually(
        () ->
            assertThat(replicas.provider().find(FUNCTION).orElseThrow().ready())
                .isEqualTo(REPLICAS));
  }

  private static Outcome call(HttpClient client, Gateway gateway, String id)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/function/work"))
            .header("X-Call-Id", id)
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofString("body of " + id + "\n"))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    return new Outcome(id, answer.statusCode(), answer.body());
  }

  private static List<Outcome> outcomes(List<Future<Outcome>> calls) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<Outcome> call : calls) {
      outcomes.add(call.get());
    }
    return outcomes;
  }

  /** For each call that was executed, on which replicas. */
  private static Map<String, List<String>> ran(Path runs) throws IOException {
    if (Files.notExists(runs)) {
      return new HashMap<>();
    }
    return Files.readAllLines(runs).stream()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2)
        .collect(
            Collectors.groupingBy(
                words -> words[0], Collectors.mapping(words -> words[1], Collectors.toList())));
  }

  private static GatewaySettings settings() {
    return GatewaySettings.onFreePorts(
        Duration.ofSeconds(60), ScalingMode.OFF, new VersionInfo("", "", "test"));
  }
}
