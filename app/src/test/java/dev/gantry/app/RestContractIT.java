package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The REST API as clients meet it (contract sections 0, 1.1, 1.2, 1.6 and 1.7). */
final class RestContractIT {

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data, "--no-samples");
    gantry.deploy("{\"service\":\"there\",\"envProcess\":\"cat\"}", "there");
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /system/functions | not json | 400 | JSON",
        "POST   | /system/functions | {} | 400 | service",
        "POST   | /system/functions | {\"service\":\"x\"} | 400 | envProcess",
        "POST   | /system/functions | {\"service\":\"Bad_Name\",\"envProcess\":\"cat\"} | 400 | Bad_Name",
        "POST   | /system/functions | {\"service\":\"x\",\"envProcess\":\"nosuchprogram\"} | 400 | nosuchprogram",
        "POST   | /system/functions | {\"service\":\"x\",\"envProcess\":\"cat\",\"secrets\":[\"nosecret\"]} | 400 | nosecret",
        "POST   | /system/functions | {\"service\":\"x\",\"envProcess\":\"cat\",\"namespace\":\"nowhere\"} | 400 | nowhere",
        "POST   | /system/functions | {\"service\":\"x\",\"envProcess\":\"cat\",\"envVars\":{\"exec_timeout\":\"soon\"}} | 400 | exec_timeout",
        "POST   | /system/functions | {\"service\":\"x\",\"envProcess\":\"cat\",\"labels\":{\"com.openfaas.scale.min\":\"many\"}} | 400 | com.openfaas.scale.min",
        "POST   | /system/functions | {\"service\":\"x\",\"envProcess\":\"cat\",\"labels\":{\"com.openfaas.scale.factor\":\"101\"}} | 400 | com.openfaas.scale.factor",
        "POST   | /system/functions | {\"service\":\"x\",\"envProcess\":\"cat\",\"labels\":{\"dev.gantry.timeout\":\"never\"}} | 400 | dev.gantry.timeout",
        "POST   | /system/functions | {\"service\":\"there\",\"envProcess\":\"cat\"} | 409 | PUT",
        "PUT    | /system/functions | {\"service\":\"absent\",\"envProcess\":\"cat\"} | 404 | absent.openfaas-fn",
        "PUT    | /system/functions | not json | 400 | JSON",
        "PUT    | /system/functions | {\"service\":\"there\"} | 400 | envProcess",
        "DELETE | /system/functions | {\"functionName\":\"absent\"} | 404 | absent.openfaas-fn",
        "DELETE | /system/functions | {} | 400 | functionName",
        "DELETE | /system/functions | not json | 400 | JSON",
        "PATCH  | /system/functions | {} | 405 | GET, POST, PUT, DELETE",
        "GET    | /system/functions?namespace=nowhere | | 400 | nowhere",
        "GET    | /system/functions?namespace=No_Name | | 400 | No_Name",
        "POST   | /system/function/there | {} | 405 | GET",
        "POST   | /system/scale-function/absent | {\"replicas\":1} | 404 | absent.openfaas-fn",
        "POST   | /system/scale-function/there | not json | 400 | JSON",
        "POST   | /system/scale-function/there | {} | 400 | replicas",
        "POST   | /system/scale-function/there | {\"replicas\":-1} | 400 | replicas",
        "POST   | /system/scale-function/there | {\"replicas\":21} | 400 | com.openfaas.scale.max",
        "POST   | /system/scale-function/there | {\"serviceName\":\"other\",\"replicas\":1} | 400 | serviceName",
        "GET    | /system/scale-function/there | | 405 | POST",
        "POST   | /system/secrets | not json | 400 | JSON",
        "POST   | /system/secrets | {} | 400 | name",
        "POST   | /system/secrets | {\"name\":\"a b\",\"value\":\"x\"} | 400 | a b",
        "POST   | /system/secrets | {\"name\":\"a\"} | 400 | value",
        "PUT    | /system/secrets | {\"name\":\"absent\",\"value\":\"x\"} | 404 | absent",
        "DELETE | /system/secrets | {\"name\":\"absent\"} | 404 | absent",
        "POST   | /system/namespace/ | {\"name\":\"plain\"} | 400 | openfaas",
        "POST   | /system/namespace/ | not json | 400 | JSON",
        "GET    | /system/namespace/absent | | 404 | absent",
        "PUT    | /system/namespace/absent | {\"name\":\"absent\"} | 404 | absent",
        "PUT    | /system/namespace/absent | {\"name\":\"other\"} | 400 | other",
        "DELETE | /system/namespace/absent | | 404 | absent",
        "DELETE | /system/namespace/openfaas-fn | | 400 | openfaas-fn",
        "GET    | /system/logs | | 422 | name",
        "GET    | /system/logs?name=absent | | 404 | absent.openfaas-fn",
        "GET    | /system/logs?name=there&tail=some | | 422 | tail",
        "GET    | /system/logs?name=there&since=yesterday | | 422 | since",
        "POST   | /system/logs?name=there | {} | 405 | GET",
        "PUT    | /system/info | {} | 405 | GET",
        "POST   | /system/namespaces | {} | 405 | GET",
        "DELETE | /healthz | | 405 | GET, HEAD",
        "GET    | /system/nothing | | 404 | no such path",
        "GET    | /nothing | | 404 | no such path",
        "GET    | /metrics | | 404 | no such path",
        "POST   | /async-function/there | x | 404 | asynchronous",
        "POST   | / | x | 400 | X-Function",
      })
  void refusesWhatCannotBeDone(String method, String path, String body, int status, String names)
      throws Exception {
    HttpResponse<String> answer = gantry.send(method, path, body == null ? "" : body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(names);
  }

  @Test
  void answers404WithoutABodyForAFunctionThatIsNotThere() throws Exception {
    HttpResponse<String> answer = gantry.get("/system/function/absent");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void answersAProblemDocumentToWhomAcceptsIt() throws Exception {
    HttpResponse<String> answer =
        gantry.send("POST", "/system/functions", "{}", "Accept", "application/problem+json");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"type\":\"urn:gantry:problem:invalid-value\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/healthz | 200 | OK",
        "/system/info | 200 | {\"provider\":{\"provider\":\"gantry-process\"",
        "/system/namespaces | 200 | \"openfaas-fn\"",
        "/system/namespace/ | 200 | \"openfaas-fn\"",
        "/system/namespace/openfaas-fn | 200 | \"openfaas-fn\"",
        "/system/secrets | 200 | []",
        "/system/functions | 200 | \"name\":\"there\"",
        "/system/functions?namespace=openfaas-fn | 200 | \"name\":\"there\"",
        "/system/function/there | 200 | \"faas_function\":\"there\"",
        "/system/function/there?namespace=openfaas-fn&usage=1 | 200 | \"availableReplicas\":1",
        "/system/function/there.openfaas-fn | 200 | \"state\":\"ready\"",
        "/openapi.yaml | 200 | openapi: 3.1.0",
        "/ui/ | 200 | <title>",
      })
  void answersWhatIsAsked(String path, int status, String part) throws Exception {
    HttpResponse<String> answer = gantry.get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(part);
  }

  @Test
  void sendsBrowsersToThePortal() throws Exception {
    HttpResponse<String> answer = gantry.get("/");

    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(answer.headers().firstValue("Location")).hasValue("/ui/");
  }

  @Test
  void takesAnAlertAndChangesNothing() throws Exception {
    String alert =
        """
        {"status":"firing","receiver":"scale-up","alerts":[{"status":"firing",
         "labels":{"alertname":"APIHighInvocationRate","function_name":"there.openfaas-fn"}}]}""";

    assertThat(gantry.post("/system/alert", alert).statusCode()).isEqualTo(200);
    assertThat(gantry.get("/system/function/there").body()).contains("\"replicas\":1");
  }
}
