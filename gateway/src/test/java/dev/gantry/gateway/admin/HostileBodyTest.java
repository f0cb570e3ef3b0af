package dev.gantry.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.contract.Answer;
import dev.gantry.gateway.contract.Requests;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileBodyTest {

  private final AdminFixture gateway = new AdminFixture();

  @AfterEach
  void close() {
    gateway.close();
  }

  static Stream<String> bodies() {
    String deep = "[".repeat(100_000);
    return Stream.of(
        deep,
        "{\"a\":".repeat(100_000),
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"unknown\":" + deep + "}",
        "{\"service\":\"a\",\"service\":\"b\",\"envProcess\":\"cat\"}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"labels\":{\"x\":\"1\",\"x\":\"2\"}}",
        "{\"service\":5,\"envProcess\":\"cat\"}",
        "{\"service\":true,\"envProcess\":\"cat\"}",
        "{\"service\":\"a\",\"envProcess\":7}",
        "{\"service\":\"a\",\"envProcess\":[\"cat\"]}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"envVars\":[]}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"envVars\":{\"A\":1}}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"envVars\":{\"A\":null}}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"envVars\":{\"A=B\":\"1\"}}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"envVars\":{\"\":\"1\"}}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"envVars\":{\"A\":\"\\u0000\"}}",
        "{\"service\":\"a\",\"envProcess\":\"c\\u0000at\"}",
        "{\"service\":\"a\\u0000\",\"envProcess\":\"cat\"}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"image\":\"a\\u0000\"}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"labels\":{\"a\":\"\\u0000\"}}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"annotations\":{\"\\u0000\":\"\"}}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"constraints\":[\"\\u0000\"]}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"constraints\":\"x\"}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"secrets\":[null]}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"secrets\":[\"../../etc/passwd\"]}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"readOnlyRootFilesystem\":\"yes\"}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"readOnlyRootFilesystem\":1}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"limits\":\"64Mi\"}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"limits\":{\"memory\":64}}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"limits\":{\"cpu\":\"1e9999\"}}",
        "{\"service\":\"a\",\"envProcess\":\"cat\"} trailing",
        "{\"service\":\"a\",\"envProcess\":\"cat\"}{\"service\":\"b\"}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",}",
        "{'service':'a'}",
        "{\"service\":\"" + "a".repeat(64) + "\",\"envProcess\":\"cat\"}",
        "{\"service\":\"" + "a".repeat(1_000_000) + "\",\"envProcess\":\"cat\"}",
        "{\"service\":\"a\",\"envProcess\":\"cat\",\"n\":" + "9".repeat(100_000) + "}",
        "{\"" + "k".repeat(100_000) + "\":1}",
        "\"text\"",
        "1",
        "true",
        " ",
        "\u0000",
        "\ufeff",
        "{\"service\":\"a\nb\"}",
        "<service>a</service>",
        "service=a&envProcess=cat");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void isRefusedWithAShortReasonAndChangesNothing(String body) throws Exception {
    Answer answer = gateway.askForJson("POST", "/system/functions", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).hasSizeBetween(1, 2_001);
    assertThat(answer.text()).doesNotContain("jackson", "java.", "Exception");
    assertThat(gateway.ask("GET", "/system/functions").text()).isEqualTo("[]");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws Exception {
    Random random = new Random(20261123);
    for (int round = 0; round < 500; round++) {
      byte[] body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      for (String method : new String[] {"POST", "PUT", "DELETE"}) {
        for (String path : new String[] {"/system/functions", "/system/secrets"}) {
          assertThat(gateway.ask(Requests.of(method, path).body(body)).status()).isEqualTo(400);
        }
      }
    }
  }

  @Test
  void whatAClientSentReachesNoTerminal() throws Exception {
    Answer answer =
        gateway.ask(
            "POST",
            "/system/functions",
            "{\"service\":\"\\u001b[31mred\\u0007\\u009b\",\"envProcess\":\"cat\"}");

    assertThat(answer.text()).contains("?[31mred??").doesNotContain("\u001b", "\u0007", "\u009b");
  }

  @Test
  void manyProblemsAreCut() throws Exception {
    String secrets = "\"_\",".repeat(50_000) + "\"_\"";

    Answer answer =
        gateway.askForJson(
            "POST",
            "/system/functions",
            "{\"service\":\"a\",\"envProcess\":\"cat\",\"secrets\":[" + secrets + "]}");

    assertThat(answer.json().path("problems")).hasSize(20);
    assertThat(answer.json().path("detail").asText()).contains("more");
  }
}
