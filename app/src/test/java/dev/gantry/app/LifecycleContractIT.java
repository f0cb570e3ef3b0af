package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions, replicas, secrets, namespaces and logs from their making to their end. */
final class LifecycleContractIT {

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data, "--no-samples");
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @Test
  void deploysUpdatesAndRemovesAFunction() throws Exception {
    String path = "/system/functions";
    accepted("POST", path, "{\"service\":\"life\",\"envProcess\":\"tr a-z A-Z\"}");
    assertThat(gantry.post("/function/life", "hello").body()).isEqualTo("HELLO");
    assertThat(gantry.get(path).body()).contains("\"name\":\"life\"");

    accepted("PUT", path, "{\"service\":\"life\",\"envProcess\":\"rev\"}");
    eventually(
        () -> assertThat(gantry.post("/function/life", "hello").body().strip()).isEqualTo("olleh"));

    accepted("DELETE", path, "{\"functionName\":\"life\"}");
    eventually(
        () -> {
          HttpResponse<String> gone = gantry.post("/function/life", "hello");
          assertThat(gone.statusCode()).isEqualTo(404);
          assertThat(gone.body()).contains("life.openfaas-fn");
        });
    assertThat(gantry.get(path).body()).doesNotContain("\"name\":\"life\"");
  }

  @Test
  void returnsADeploymentAsItWasSent() throws Exception {
    accepted(
        "POST",
        "/system/functions",
        """
        {"service":"full","image":"example/full:1","envProcess":"cat","envVars":{"A":"b"},
         "constraints":["node.role == worker"],"labels":{"l":"1"},"annotations":{"topic":"t"},
         "limits":{"memory":"64Mi","cpu":"100m"},"requests":{"memory":"32Mi"},
         "readOnlyRootFilesystem":true,"network":"func_functions",
         "registryAuth":"dXNlcjpwYXNzd29yZA=="}""");

    assertThat(gantry.get("/system/function/full").body())
        .contains(
            "\"image\":\"example/full:1\"",
            "\"envProcess\":\"cat\"",
            "\"envVars\":{\"A\":\"b\"}",
            "\"constraints\":[\"node.role == worker\"]",
            "\"l\":\"1\"",
            "\"annotations\":{\"topic\":\"t\"}",
            "\"memory\":\"64Mi\"",
            "\"cpu\":\"100m\"",
            "\"readOnlyRootFilesystem\":true")
        .doesNotContain("dXNlcjpwYXNzd29yZA", "registryAuth", "fprocess");
  }

  @Test
  void scalesToZeroAndWakesWithTheNextCall() throws Exception {
    gantry.deploy("{\"service\":\"sleepy\",\"envProcess\":\"cat\"}", "sleepy");
    accepted("POST", "/system/scale-function/sleepy", "{\"replicas\":3}");
    eventually(
        () ->
            assertThat(gantry.get("/system/function/sleepy").body())
                .contains("\"replicas\":3", "\"availableReplicas\":3"));

    accepted(
        "POST", "/system/scale-function/sleepy", "{\"serviceName\":\"sleepy\",\"replicas\":0}");
    eventually(
        () ->
            assertThat(gantry.get("/system/function/sleepy").body())
                .contains("\"state\":\"asleep\"")
                .doesNotContain("availableReplicas"));

    HttpResponse<String> first = gantry.post("/function/sleepy", "awake");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo("awake");
    assertThat(first.headers().firstValue("X-Cold-Start")).hasValue("true");
    assertThat(first.headers().firstValue("Server-Timing").orElse("")).contains("wake;dur=");
    HttpResponse<String> second = gantry.post("/function/sleepy", "awake");
    assertThat(second.headers().firstValue("X-Cold-Start")).isEmpty();
    assertThat(gantry.get("/system/function/sleepy").body()).contains("\"replicas\":1");
  }

  @Test
  void givesAFunctionItsSecretAndItsUpdate() throws Exception {
    String path = "/system/secrets";
    accepted("POST", path, "{\"name\":\"token\",\"value\":\"first\"}");
    assertThat(gantry.post(path, "{\"name\":\"token\",\"value\":\"again\"}").statusCode())
        .isEqualTo(409);
    assertThat(gantry.get(path).body())
        .isEqualTo("[{\"name\":\"token\",\"namespace\":\"openfaas-fn\"}]");
    gantry.deploy(
        "{\"service\":\"reader\",\"envProcess\":\"sh -c 'cat $SECRETS_DIR/token'\","
            + "\"secrets\":[\"token\"]}",
        "reader");
    assertThat(gantry.post("/function/reader", "").body()).isEqualTo("first");

    accepted("PUT", path, "{\"name\":\"token\",\"rawValue\":\"c2Vjb25k\"}");
    eventually(() -> assertThat(gantry.post("/function/reader", "").body()).isEqualTo("second"));

    accepted("DELETE", "/system/functions", "{\"functionName\":\"reader\"}");
    eventually(() -> accepted("DELETE", path, "{\"name\":\"token\"}"));
    assertThat(gantry.get(path).body()).isEqualTo("[]");
  }

  @Test
  void keepsFunctionsOfNamespacesApart() throws Exception {
    String mark = "\"labels\":{\"openfaas\":\"1\"},\"annotations\":{\"openfaas\":\"1\"}";
    HttpResponse<String> made =
        gantry.post("/system/namespace/", "{\"name\":\"staging\"," + mark + "}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(
            gantry.post("/system/namespace/", "{\"name\":\"staging\"," + mark + "}").statusCode())
        .isEqualTo(409);
    assertThat(gantry.get("/system/namespaces").body()).contains("staging");
    accepted("PUT", "/system/namespace/staging", "{\"name\":\"staging\"," + mark + "}");

    accepted(
        "POST",
        "/system/functions",
        "{\"service\":\"twin\",\"envProcess\":\"echo staging\",\"namespace\":\"staging\"}");
    accepted("POST", "/system/functions", "{\"service\":\"twin\",\"envProcess\":\"echo default\"}");
    assertThat(gantry.post("/function/twin.staging", "").body()).isEqualTo("staging\n");
    assertThat(gantry.post("/function/twin", "").body()).isEqualTo("default\n");
    assertThat(gantry.get("/system/functions?namespace=staging").body())
        .contains("\"namespace\":\"staging\"")
        .doesNotContain("\"namespace\":\"openfaas-fn\"");
    assertThat(gantry.send("DELETE", "/system/namespace/staging", "").statusCode()).isEqualTo(400);

    accepted(
        "DELETE", "/system/functions", "{\"functionName\":\"twin\",\"namespace\":\"staging\"}");
    eventually(() -> accepted("DELETE", "/system/namespace/staging", ""));
    assertThat(gantry.get("/system/namespace/staging").statusCode()).isEqualTo(404);
  }

  @Test
  void readsAndFollowsALog() throws Exception {
    gantry.deploy(
        "{\"service\":\"talker\",\"envProcess\":\"sh -c 'read word; echo note $word >&2'\","
            + "\"envVars\":{\"combine_output\":\"false\"}}",
        "talker");
    gantry.post("/function/talker", "one\n");
    gantry.post("/function/talker", "two\n");
    eventually(
        () ->
            assertThat(log("name=talker").body())
                .contains("note one", "note two", "\"instance\":\"talker-"));

    assertThat(log("name=talker").headers().firstValue("Content-Type"))
        .hasValue("application/x-ndjson");
    assertThat(log("name=talker&tail=1").body().lines()).hasSize(1);
    assertThat(log("name=talker&tail=0").body()).isEmpty();

    try (RawConnection follower = RawConnection.to(gantry.gateway())) {
      follower.send(
          "GET /system/logs?name=talker&follow=true&tail=0 HTTP/1.1\nHost: 127.0.0.1\n\n");
      follower.readUntil("\r\n\r\n");
      gantry.post("/function/talker", "three\n");
      assertThat(follower.readUntil("note three")).doesNotContain("note two");
    }
  }

  private static HttpResponse<String> log(String query) throws IOException, InterruptedException {
    HttpResponse<String> answer = gantry.get("/system/logs?" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  /** Writes answer 202 with nothing in the body. */
  private static void accepted(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = gantry.send(method, path, body);
    assertThat(List.of(answer.statusCode(), answer.body())).isEqualTo(List.of(202, ""));
  }
}
