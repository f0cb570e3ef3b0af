package dev.gantry.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.gateway.contract.Answer;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.MemorySettings;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScalingResourcesTest {

  private final AdminFixture gateway =
      new AdminFixture(MemorySettings.DEFAULT, Duration.ofMinutes(1), ScalingMode.ALERTMANAGER);

  @AfterEach
  void close() {
    gateway.close();
  }

  private int desired() {
    return gateway.provider.find(AdminFixture.ECHO_NAME).orElseThrow().desired();
  }

  private Answer alert(String ofMessage, String ofAlert, String function) throws Exception {
    return gateway.ask(
        "POST",
        "/system/alert",
        """
        {"status":"%s","receiver":"scale-up","alerts":[
          {"status":"%s","labels":{"alertname":"APIHighInvocationRate","function_name":"%s"}}]}
        """
            .formatted(ofMessage, ofAlert, function));
  }

  @Test
  void anAlertAddsAStepAndItsEndReturnsToTheMinimum() throws Exception {
    gateway.ask("POST", "/system/functions", AdminFixture.ECHO);

    assertThat(alert("firing", "firing", "echo.openfaas-fn").status()).isEqualTo(200);
    assertThat(desired()).isEqualTo(5);
    alert("firing", "firing", "echo");
    assertThat(desired()).isEqualTo(9);
    alert("firing", "resolved", "echo");

    assertThat(desired()).isEqualTo(1);
  }

  @Test
  void anAlertOfWhatIsNotThereIsIgnored() throws Exception {
    assertThat(alert("firing", "firing", "none").status()).isEqualTo(200);
    assertThat(alert("firing", "firing", "../../etc").status()).isEqualTo(200);
    assertThat(gateway.ask("POST", "/system/alert", "{\"alerts\":[{}]}").status()).isEqualTo(200);
  }

  @Test
  void everyDecisionIsThereWithItsReason() throws Exception {
    gateway.ask("POST", "/system/functions", AdminFixture.ECHO);
    gateway.ask("POST", "/system/scale-function/echo", "{\"replicas\":3}");
    gateway.ask("POST", "/system/scale-function/echo", "{\"replicas\":0}");

    JsonNode scaling = gateway.ask("GET", "/system/scaling/echo").json();

    assertThat(scaling.path("type").asText()).isEqualTo("step");
    assertThat(scaling.path("max").asInt()).isEqualTo(20);
    assertThat(scaling.path("replicas").asInt()).isZero();
    assertThat(scaling.at("/decisions/0/action").asText()).isEqualTo("zero");
    assertThat(scaling.at("/decisions/1/action").asText()).isEqualTo("up");
    assertThat(scaling.at("/decisions/1/signal").asText()).isEqualTo("api");
    assertThat(scaling.at("/decisions/1/from").asInt()).isEqualTo(1);
    assertThat(scaling.at("/decisions/1/to").asInt()).isEqualTo(3);
  }

  @Test
  void theScalingOfAnUnknownFunctionIsNotFound() throws Exception {
    assertThat(gateway.ask("GET", "/system/scaling/none").status()).isEqualTo(404);
  }

  @Test
  void aBadLabelIsRefusedWithWhatIsAllowed() throws Exception {
    Answer answer =
        gateway.ask(
            "POST",
            "/system/functions",
            """
            {"service":"echo","envProcess":"cat","labels":{"com.openfaas.scale.type":"queue"}}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text())
        .contains("com.openfaas.scale.type", "queue", "step, rps, capacity or cpu");
  }

  @Test
  void processorTimeNeedsAProviderThatKnowsIt() throws Exception {
    Capabilities blind =
        new Capabilities(Set.of(RestTier.REMOVED), false, false, false, false, false, false);
    try (AdminFixture without =
        new AdminFixture(MemorySettings.DEFAULT.withCapabilities(blind), Duration.ofMinutes(1))) {
      Answer answer =
          without.ask(
              "POST",
              "/system/functions",
              """
              {"service":"echo","envProcess":"cat","labels":{"com.openfaas.scale.type":"cpu"}}
              """);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("step, rps or capacity");
    }
  }
}
