package dev.gantry.gateway.admin;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.gateway.contract.Answer;
import dev.gantry.gateway.contract.Requests;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaUsage;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.MemorySettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsResourceTest {

  private static final String FUNCTIONS = "/system/functions";

  private final AdminFixture gateway = new AdminFixture();

  @BeforeEach
  void addNamespace() {
    gateway.provider.createNamespace(new FunctionNamespace("dev", Map.of(), Map.of()));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST   | /system/functions                  | {"service":"new","envProcess":"cat"}                           | 202
          POST   | /system/functions                  | {"service":"new","envVars":{"fprocess":"cat"}}                 | 202
          POST   | /system/functions?namespace=dev    | {"service":"echo","envProcess":"cat"}                          | 202
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","network":"func_functions"} | 202
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","image":"a/b:latest"}      | 202
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","registryAuth":"dTpwOnE="} | 202
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","registryAuth":"Og=="}     | 202
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","registryAuth":""}         | 202
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","unheardOf":{"a":[1]}}     | 202
          POST   | /system/functions                  | {}                                                             | 400
          POST   | /system/functions                  | not json                                                       | 400
          POST   | /system/functions                  | ``                                                             | 400
          POST   | /system/functions                  | null                                                           | 400
          POST   | /system/functions                  | []                                                             | 400
          POST   | /system/functions                  | {"service":"new"}                                              | 400
          POST   | /system/functions                  | {"service":"New","envProcess":"cat"}                           | 400
          POST   | /system/functions                  | {"service":"new.dev","envProcess":"cat"}                       | 400
          POST   | /system/functions                  | {"service":"new","envProcess":"  "}                            | 400
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","namespace":"none"}        | 400
          POST   | /system/functions?namespace=None   | {"service":"new","envProcess":"cat"}                           | 400
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","secrets":["none"]}        | 400
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","registryAuth":"***"}      | 400
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","registryAuth":"dXNlcg=="} | 400
          POST   | /system/functions                  | {"service":"new","envProcess":"cat","limits":{"memory":"x"}}   | 400
          POST   | /system/functions                  | {"service":"new","envProcess":"a","envVars":{"fprocess":"b"}}  | 400
          POST   | /system/functions                  | {"service":"echo","envProcess":"cat"}                          | 409
          PUT    | /system/functions                  | {"service":"echo","envProcess":"wc"}                           | 202
          PUT    | /system/functions                  | {"service":"new","envProcess":"cat"}                           | 404
          PUT    | /system/functions                  | {"service":"echo"}                                             | 400
          PUT    | /system/functions                  | {}                                                             | 400
          DELETE | /system/functions                  | {"functionName":"echo"}                                        | 202
          DELETE | /system/functions                  | {"functionName":"echo","namespace":""}                         | 202
          DELETE | /system/functions                  | {"functionName":"echo","namespace":"openfaas-fn"}              | 202
          DELETE | /system/functions                  | {"functionName":"echo."}                                       | 202
          DELETE | /system/functions                  | {"functionName":"echo.openfaas-fn"}                            | 202
          DELETE | /system/functions?namespace=none   | {"functionName":"echo","namespace":"openfaas-fn"}              | 202
          DELETE | /system/functions?namespace=dev    | {"functionName":"echo"}                                        | 404
          DELETE | /system/functions                  | {"functionName":"none"}                                        | 404
          DELETE | /system/functions                  | {"functionName":"echo.dev","namespace":"openfaas-fn"}          | 400
          DELETE | /system/functions                  | {"functionName":""}                                            | 400
          DELETE | /system/functions                  | {}                                                             | 400
          DELETE | /system/functions                  | {"functionName":"../x"}                                        | 400
          DELETE | /system/functions                  | not json                                                       | 400
          GET    | /system/functions                  | ``                                                             | 200
          GET    | /system/functions?namespace=       | ``                                                             | 200
          GET    | /system/functions?namespace=dev    | ``                                                             | 200
          GET    | /system/functions?namespace=none   | ``                                                             | 400
          GET    | /system/functions?namespace=a/b    | ``                                                             | 400
          GET    | /system/function/echo              | ``                                                             | 200
          GET    | /system/function/echo.             | ``                                                             | 200
          GET    | /system/function/echo.openfaas-fn  | ``                                                             | 200
          GET    | /system/function/echo?namespace=dev | ``                                                            | 404
          GET    | /system/function/none              | ``                                                             | 404
          GET    | /system/function/Echo_1            | ``                                                             | 404
          GET    | /system/function/..                | ``                                                             | 404
          GET    | /system/function/echo.dev?namespace=openfaas-fn | ``                                                | 400
          """)
  void answersEachCase(String method, String target, String body, int status) throws Exception {
    gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO);

    assertThat(gateway.ask(method, target, body).status()).isEqualTo(status);
    assertThat(gateway.askForJson(method, target, body).header("Content-Type"))
        .as("the error, if it is one, as a document")
        .matches(type -> status < 400 || type.isEmpty() || type.equals("application/problem+json"));
  }

  @Test
  void anEmptyListIsAList() throws Exception {
    assertThat(gateway.ask("GET", FUNCTIONS).text()).isEqualTo("[]");
  }

  @Test
  void successHasNoBody() throws Exception {
    assertThat(gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO).body()).isEmpty();
  }

  @Test
  void anUnknownFunctionIs404WithoutABody() throws Exception {
    assertThat(gateway.ask("GET", "/system/function/none").body()).isEmpty();
    assertThat(gateway.askForJson("GET", "/system/function/none", "").body()).isEmpty();
  }

  @Test
  void aSecondDeploySaysToPut() throws Exception {
    gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO);

    assertThat(gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO).text())
        .contains("echo.openfaas-fn", "PUT");
  }

  @Test
  void removingWhatIsNotThereNamesIt() throws Exception {
    assertThat(gateway.ask("DELETE", FUNCTIONS, "{\"functionName\":\"none\"}").text())
        .contains("none.openfaas-fn");
  }

  @Test
  void saysInvalidRegistryAuthAndNotWhatItWas() throws Exception {
    String body = "{\"service\":\"new\",\"envProcess\":\"cat\",\"registryAuth\":\"cGFzc3dvcmQ=\"}";

    Answer text = gateway.ask("POST", FUNCTIONS, body);
    Answer document = gateway.askForJson("POST", FUNCTIONS, body);

    assertThat(text.text()).isEqualTo("Invalid registry auth");
    assertThat(document.text()).contains("Invalid registry auth").doesNotContain("cGFzc3dvcmQ");
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() throws Exception {
    Answer answer =
        gateway.askForJson(
            "POST",
            FUNCTIONS,
            """
            {"service":"UP","limits":{"memory":"12x","cpu":"none"},
             "labels":{"com.openfaas.scale.factor":"101","dev.gantry.timeout":"soon"}}
            """);

    assertThat(answer.json().at("/problems").findValuesAsText("key"))
        .contains(
            "service",
            "limits.memory",
            "limits.cpu",
            "labels.com.openfaas.scale.factor",
            "labels.dev.gantry.timeout",
            "envProcess");
    assertThat(answer.json().path("type").asText()).isEqualTo("urn:gantry:problem:invalid-value");
  }

  @Test
  void returnsWhatWasDeployed() throws Exception {
    gateway.provider.createSecret("dev", "key", new byte[] {1});
    gateway.ask(
        "POST",
        FUNCTIONS + "?namespace=openfaas-fn",
        """
        {"service":"full","image":"r/full:1","namespace":"dev","envVars":{"fprocess":"cat","A":"b"},
         "constraints":["node.role == worker"],"secrets":["key"],
         "labels":{"team":"blue","faas_function":"other"},"annotations":{"topic":"t"},
         "limits":{"memory":"64Mi","cpu":"100m"},"requests":{"memory":"32Mi"},
         "readOnlyRootFilesystem":true,"network":"n","registryAuth":"dTpw"}
        """);

    JsonNode status = gateway.ask("GET", FUNCTIONS + "?namespace=dev").json().get(0);

    assertThat(status.path("name").asText()).isEqualTo("full");
    assertThat(status.path("image").asText()).isEqualTo("r/full:1");
    assertThat(status.path("namespace").asText()).isEqualTo("dev");
    assertThat(status.path("envProcess").asText()).isEqualTo("cat");
    assertThat(status.path("envVars").toString()).isEqualTo("{\"A\":\"b\"}");
    assertThat(status.path("constraints").toString()).isEqualTo("[\"node.role == worker\"]");
    assertThat(status.path("secrets").toString()).isEqualTo("[\"key\"]");
    assertThat(status.at("/labels/team").asText()).isEqualTo("blue");
    assertThat(status.at("/labels/faas_function").asText()).isEqualTo("full");
    assertThat(status.at("/annotations/topic").asText()).isEqualTo("t");
    assertThat(status.at("/limits/memory").asText()).isEqualTo("64Mi");
    assertThat(status.at("/requests/memory").asText()).isEqualTo("32Mi");
    assertThat(status.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(status.toString()).doesNotContain("dTpw", "registryAuth", "network");
  }

  @Test
  void handsTheProviderOneCommandAndTheCredentials() throws Exception {
    FunctionDeployment read =
        new DeploymentReader(new Addressing("openfaas-fn"), gateway.provider.capabilities())
            .read(
                Requests.of("POST", FUNCTIONS)
                    .body(
                        "{\"service\":\"a\",\"envProcess\":\"cat\",\"registryAuth\":\"dTpw\","
                            + "\"envVars\":{\"fprocess\":\"cat\"}}")
                    .request());

    assertThat(read.envProcess()).isEqualTo("cat");
    assertThat(read.envVars()).isEmpty();
    assertThat(read.namespace()).isEqualTo("openfaas-fn");
    assertThat(read.registryAuth()).isEqualTo("dTpw");
  }

  @Test
  void leavesOutWhatIsEmpty() throws Exception {
    gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO);
    gateway.ask("POST", "/system/scale-function/echo", "{\"replicas\":0}");

    JsonNode status = gateway.ask("GET", "/system/function/echo").json();

    assertThat(status.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "name",
            "image",
            "namespace",
            "envProcess",
            "labels",
            "annotations",
            "createdAt",
            "updatedAt",
            "state");
    assertThat(status.path("image").asText()).isEmpty();
    assertThat(status.path("annotations").toString()).isEqualTo("{}");
    assertThat(status.path("state").asText()).isEqualTo("asleep");
  }

  @Test
  void countsCallsAndReplicas() throws Exception {
    gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO);
    gateway.meters.of(AdminFixture.ECHO_NAME).started();
    gateway.meters.of(AdminFixture.ECHO_NAME).ended(200, 1);

    eventually(
        () -> {
          JsonNode status = gateway.ask("GET", "/system/function/echo").json();
          assertThat(status.path("invocationCount").asDouble()).isEqualTo(1);
          assertThat(status.path("replicas").asInt()).isEqualTo(1);
          assertThat(status.path("availableReplicas").asInt()).isEqualTo(1);
          assertThat(status.path("state").asText()).isEqualTo("ready");
          assertThat(status.has("usage")).isFalse();
        });
  }

  @Test
  void tellsUsageWhenAsked() throws Exception {
    gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO);
    String replica = gateway.readyReplica();
    gateway.provider.setUsage(new ReplicaUsage(replica, 12.5, 4096));

    JsonNode usage = gateway.ask("GET", "/system/function/echo?usage=1").json().path("usage");

    assertThat(usage.path("cpu").asDouble()).isEqualTo(12.5);
    assertThat(usage.path("totalMemoryBytes").asDouble()).isEqualTo(4096);
  }

  @Test
  void tellsWhyAFunctionFails() throws Exception {
    gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO);
    gateway.provider.setReplica(
        AdminFixture.ECHO_NAME,
        gateway.readyReplica(),
        new ReplicaState.Failing("no such file: cat"));

    JsonNode status = gateway.ask("GET", "/system/function/echo").json();

    assertThat(status.path("state").asText()).isEqualTo("failing");
    assertThat(status.path("reason").asText()).isEqualTo("no such file: cat");
  }

  @Test
  void aProviderOfImagesNeedsAnImage() throws Exception {
    Capabilities images =
        new Capabilities(Set.of(RestTier.REMOVED), true, true, false, false, false, false);
    try (AdminFixture engine =
        new AdminFixture(MemorySettings.DEFAULT.withCapabilities(images), Duration.ofMinutes(1))) {
      assertThat(engine.ask("POST", FUNCTIONS, AdminFixture.ECHO).text()).startsWith("image: ");
      assertThat(engine.ask("POST", FUNCTIONS, "{\"service\":\"a\",\"image\":\"a/b\"}").status())
          .isEqualTo(202);
      assertThat(engine.ask("GET", "/system/function/a?usage=1").json().has("usage")).isFalse();
    }
  }

  @Test
  void aFailureOfTheEngineIs500WithItsReason() throws Exception {
    gateway.provider.failNextChange("the disk is full");

    Answer answer = gateway.askForJson("POST", FUNCTIONS, AdminFixture.ECHO);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("detail").asText()).isEqualTo("the disk is full");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          echo             | {"serviceName":"echo","replicas":3}                              | 202
          echo             | {"replicas":0}                                                   | 202
          echo             | {"replicas":20}                                                  | 202
          echo.openfaas-fn | {"serviceName":"echo","replicas":1,"namespace":"openfaas-fn"}    | 202
          echo?namespace=openfaas-fn | {"replicas":1}                                         | 202
          echo?namespace=dev | {"replicas":1,"namespace":"openfaas-fn"}                       | 202
          echo?namespace=dev | {"replicas":1}                                                 | 404
          none             | {"replicas":1}                                                   | 404
          echo             | {"replicas":21}                                                  | 400
          echo             | {"replicas":-1}                                                  | 400
          echo             | {"replicas":1.5}                                                 | 400
          echo             | {"replicas":"3"}                                                 | 400
          echo             | {"replicas":99999999999999999999999}                             | 400
          echo             | {"replicas":1e400}                                               | 400
          echo             | {"replicas":null}                                                | 400
          echo             | {}                                                               | 400
          echo             | ``                                                               | 400
          echo             | not json                                                         | 400
          echo             | {"serviceName":"other","replicas":1}                             | 400
          echo             | {"replicas":1,"namespace":"A"}                                   | 400
          Echo             | {"replicas":1}                                                   | 400
          """)
  void scalesOrSaysWhyNot(String name, String body, int status) throws Exception {
    gateway.ask("POST", FUNCTIONS, AdminFixture.ECHO);

    assertThat(gateway.ask("POST", "/system/scale-function/" + name, body).status())
        .isEqualTo(status);
  }

  @Test
  void aFunctionsOwnMaximumIsTheCap() throws Exception {
    gateway.ask(
        "POST",
        FUNCTIONS,
        "{\"service\":\"big\",\"envProcess\":\"cat\",\"labels\":{\"com.openfaas.scale.max\":\"50\"}}");

    assertThat(gateway.ask("POST", "/system/scale-function/big", "{\"replicas\":50}").status())
        .isEqualTo(202);
    assertThat(gateway.ask("POST", "/system/scale-function/big", "{\"replicas\":51}").text())
        .contains("50", "com.openfaas.scale.max");
  }
}
