package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does in the first minutes, against the real program. */
final class QuickStartIT {

  @TempDir private Path data;

  @Test
  void servesTheSamplesAndAFunctionOfOnesOwn() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data)) {
      assertThat(gantry.post("/function/echo", "hello").body()).isEqualTo("hello");

      HttpResponse<String> deployed =
          gantry.post("/system/functions", "{\"service\":\"up\",\"envProcess\":\"tr a-z A-Z\"}");
      assertThat(deployed.statusCode()).isEqualTo(202);
      HttpResponse<String> answer = gantry.post("/function/up", "hello");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("HELLO");

      // A call is counted behind the last byte of its answer.
      eventually(
          () ->
              assertThat(metrics(gantry))
                  .contains(
                      "gateway_function_invocation_total"
                          + "{code=\"200\",function_name=\"up.openfaas-fn\"} 1"));
    }
  }

  @Test
  void hasEverythingAgainAfterItWasKilled() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples")) {
      gantry.deploy("{\"service\":\"up\",\"envProcess\":\"tr a-z A-Z\"}", "up");
      gantry.post("/system/scale-function/up", "{\"replicas\":3}");
      gantry.kill();
    }
    try (RunningGantry again = RunningGantry.start(data, "--no-samples")) {
      assertThat(again.post("/function/up", "still there").body()).isEqualTo("STILL THERE");
      assertThat(again.get("/system/function/up").body()).contains("\"replicas\":3");
    }
  }

  @Test
  void finishesWhatRunsWhenItIsToldToStop() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples")) {
      gantry.deploy(
          "{\"service\":\"slow\",\"envProcess\":\"sh -c 'read s; sleep ${s:-0}; echo done'\"}",
          "slow");

      awaitInFlight(gantry, "slow", 0);
      var call = CompletableFuture.supplyAsync(() -> callQuietly(gantry, "/function/slow", "4\n"));
      awaitInFlight(gantry, "slow", 1);
      gantry.terminate();

      assertThat(call.get().body()).isEqualTo("done\n");
      assertThat(gantry.awaitExit()).isZero();
    }
  }

  private static HttpResponse<String> callQuietly(RunningGantry gantry, String path, String body) {
    try {
      return gantry.post(path, body);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void awaitInFlight(RunningGantry gantry, String name, int calls) throws Exception {
    String gauge =
        "gateway_function_invocation_inflight{function_name=\"" + name + ".openfaas-fn\"} " + calls;
    eventually(() -> assertThat(metrics(gantry)).contains(gauge));
  }

  private static String metrics(RunningGantry gantry) throws Exception {
    return gantry.send(HttpRequest.newBuilder(gantry.metrics())).body();
  }
}
