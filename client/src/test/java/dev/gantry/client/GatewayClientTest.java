package dev.gantry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionStatus;
import dev.gantry.api.LogMessage;
import dev.gantry.api.Secret;
import dev.gantry.client.Call.Header;
import dev.gantry.tck.Eventually;
import dev.gantry.tck.MemorySettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GatewayClientTest {

  private static final FunctionDeployment ECHO = FunctionDeployment.ofCommand("echo", "cat");

  private final ClientFixture fixture = new ClientFixture(MemorySettings.DEFAULT);
  private final GatewayClient client = fixture.client;

  GatewayClientTest() throws IOException {}

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void deploysAndThenReplaces() throws Exception {
    assertThat(client.deploy(ECHO)).isEqualTo(Deployed.CREATED);
    assertThat(client.deploy(ECHO)).isEqualTo(Deployed.UPDATED);

    assertThat(client.functions("")).extracting(FunctionStatus::name).containsExactly("echo");
    assertThat(client.function("echo", "").orElseThrow().envProcess()).isEqualTo("cat");
  }

  @Test
  void saysThatAFunctionIsNotThere() throws Exception {
    assertThat(client.function("none", "")).isEmpty();
    assertThat(client.remove("none", "")).isFalse();
    assertThat(client.scale("none", "", 2)).isFalse();
    assertThat(client.logs(log("none", false))).isEmpty();
    assertThat(client.functions("")).isEmpty();
  }

  @Test
  void passesOnWhyADeploymentWasRefused() {
    FunctionDeployment bad = ECHO.withSecrets(List.of("missing"));

    assertThatThrownBy(() -> client.deploy(bad))
        .isInstanceOfSatisfying(
            GatewayException.Refused.class, refused -> assertThat(refused.status()).isEqualTo(400))
        .hasMessageStartingWith(
            fixture.address() + " answered 400: secrets: \"missing\" (expected: ");
  }

  @Test
  void scalesAndRemoves() throws Exception {
    client.deploy(ECHO);

    assertThat(client.scale("echo", "openfaas-fn", 3)).isTrue();
    assertThat(client.function("echo", "").orElseThrow().replicas()).isEqualTo(3);
    assertThat(client.remove("echo", "")).isTrue();
    assertThat(client.function("echo", "")).isEmpty();
  }

  @Test
  void keepsSecretsAndNeverTellsTheirValues() throws Exception {
    Secret secret = new Secret("key", null, null, "value".getBytes(UTF_8));

    assertThat(client.updateSecret(secret)).isFalse();
    assertThat(client.createSecret(secret)).isTrue();
    assertThat(client.createSecret(secret)).isFalse();
    assertThat(client.updateSecret(secret)).isTrue();
    assertThat(client.secrets(""))
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.name()).isEqualTo("key");
              assertThat(listed.value()).isNull();
              assertThat(listed.rawValue()).isNull();
            });
    assertThat(client.removeSecret("key", "")).isTrue();
    assertThat(client.removeSecret("key", "")).isFalse();
  }

  @Test
  void tellsWhoAnswers() throws Exception {
    assertThat(client.info().version().release()).isEqualTo("1.2.3");
    assertThat(client.info().provider().orchestration()).isEqualTo("memory");
    assertThat(client.namespaces()).containsExactly("openfaas-fn");
    assertThat(client.isHealthy()).isTrue();
  }

  @Test
  void readsALogAsItIsWritten() throws Exception {
    client.deploy(ECHO);
    FunctionName echo = new FunctionName("echo", "openfaas-fn");
    fixture.provider().addLogLine(echo, "1", "before");

    try (LogLines lines = client.logs(log("echo", true)).orElseThrow()) {
      assertThat(lines.next()).extracting(LogMessage::text).isEqualTo("before");
      fixture.provider().addLogLine(echo, "1", "after");
      assertThat(lines.next()).extracting(LogMessage::text).isEqualTo("after");
    }
    try (LogLines lines = client.logs(log("echo", false)).orElseThrow()) {
      assertThat(lines.next()).isNotNull();
      assertThat(lines.next()).isNotNull();
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void callsAFunctionWithoutTheCredentialsOfTheGateway() throws Exception {
    client.deploy(ECHO);
    Call call =
        new Call(
            "echo",
            "/a%20b",
            "x=1&y=%26",
            "PUT",
            List.of(new Header("X-Answer-With", "418")),
            Optional.of(() -> new ByteArrayInputStream("hello".getBytes(UTF_8))),
            false);

    Eventually.eventually(
        () -> {
          try (Answer answer = client.call(call)) {
            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.headers().firstValue("X-Asked"))
                .contains("PUT /a%20b?x=1&y=%26 false");
            assertThat(answer.body()).hasContent("hello");
          }
        });
  }

  @Test
  void refusesAHeaderThatCannotBeSent() {
    Call call =
        new Call("echo", "", "", "GET", List.of(new Header("Host", "x")), Optional.empty(), false);

    assertThatThrownBy(() -> client.call(call))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Host");
  }

  @Test
  void tellsWrongCredentialsFromOthers() {
    try (GatewayClient stranger = fixture.client(Optional.empty())) {
      assertThatThrownBy(() -> stranger.functions(""))
          .isInstanceOfSatisfying(
              GatewayException.Refused.class,
              refused -> assertThat(refused.status()).isEqualTo(401));
    }
  }

  @Test
  void saysThatNothingListens() {
    GatewayAddress nobody = GatewayAddress.parse("127.0.0.1:1").orElseThrow();
    try (GatewayClient lost = GatewayClient.of(ClientSettings.of(nobody))) {
      assertThatThrownBy(lost::info)
          .isInstanceOf(GatewayException.Unreachable.class)
          .hasMessage("http://127.0.0.1:1 could not be reached: nothing listens there");
    }
  }

  @Test
  void saysThatAHostIsNotKnown() {
    GatewayAddress nowhere = GatewayAddress.parse("gateway.invalid").orElseThrow();
    try (GatewayClient lost = GatewayClient.of(ClientSettings.of(nowhere))) {
      assertThatThrownBy(lost::info)
          .isInstanceOf(GatewayException.Unreachable.class)
          .hasMessageContaining("gateway.invalid");
    }
  }

  @Test
  void givesUpWhenNoAnswerComes() throws Exception {
    try (SilentServer silent = new SilentServer();
        GatewayClient patient =
            GatewayClient.of(
                ClientSettings.of(silent.address()).withTimeout(Duration.ofMillis(200)))) {
      assertThatThrownBy(patient::info)
          .isInstanceOf(GatewayException.Unreachable.class)
          .hasMessageEndingWith("no answer within 0.2 s");
    }
  }

  @Test
  void saysThatSomethingElseAnswers() throws Exception {
    GatewayAddress replica =
        GatewayAddress.parse("127.0.0.1:" + fixture.replicas.address().getPort()).orElseThrow();
    try (GatewayClient lost = GatewayClient.of(ClientSettings.of(replica))) {
      assertThatThrownBy(lost::info)
          .isInstanceOf(GatewayException.Garbled.class)
          .hasMessageContaining("answered something else than what it is");
    }
  }

  private static LogRequest log(String name, boolean follow) {
    return new LogRequest(
        name, "", Optional.empty(), OptionalInt.empty(), Optional.empty(), follow);
  }
}
