package dev.gantry.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.gateway.contract.Answer;
import dev.gantry.gateway.contract.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayResourcesTest {

  private final AdminFixture gateway = new AdminFixture();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void infoNamesBothBuilds() throws Exception {
    JsonNode info = gateway.ask("GET", "/system/info").json();

    assertThat(info.at("/version/release").asText()).isEqualTo("1.2.3");
    assertThat(info.at("/version/sha").asText()).isEqualTo("abc123");
    assertThat(info.at("/version/commit_message").asText()).isEqualTo("make it so");
    assertThat(info.at("/provider/provider").asText()).isEqualTo("gantry-memory");
    assertThat(info.at("/provider/version/release").asText()).isEqualTo("test");
    assertThat(info.path("arch").asText()).isNotEmpty().isNotEqualTo("amd64");
  }

  @Test
  void healthFollowsTheProvider() throws Exception {
    assertThat(gateway.ask("GET", "/healthz").text()).isEqualTo("OK");

    gateway.provider.setTrouble("cannot open /var/lib/gantry/state.db");
    Answer broken = gateway.ask("GET", "/healthz");
    gateway.provider.setTrouble("");

    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.text()).doesNotContain("/var/lib");
    assertThat(gateway.ask("GET", "/healthz").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"status":"firing","receiver":"scale-up","alerts":[{"status":"firing","labels":{"alertname":"APIHighInvocationRate","function_name":"echo"}}],"version":"4"} | 200
          {"status":"resolved","alerts":[]} | 200
          {}       | 200
          ``       | 400
          not json | 400
          []       | 400
          """)
  void anAlertIsReadAndChangesNothing(String body, int status) throws Exception {
    gateway.ask("POST", "/system/functions", AdminFixture.ECHO);

    assertThat(gateway.ask("POST", "/system/alert", body).status()).isEqualTo(status);
    assertThat(gateway.provider.find(AdminFixture.ECHO_NAME).orElseThrow().desired()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "absent",
      textBlock =
          """
          absent                                       | text/plain; charset=utf-8
          */*                                          | application/problem+json
          application/json                             | application/problem+json
          application/problem+json                     | application/problem+json
          application/*                                | application/problem+json
          text/html,application/xhtml+xml,*/*;q=0.8    | application/problem+json
          text/plain                                   | text/plain; charset=utf-8
          text/plain, */*;q=0.1                        | text/plain; charset=utf-8
          application/json;q=0, text/plain             | text/plain; charset=utf-8
          text/html                                    | text/plain; charset=utf-8
          application/x-ndjson                         | text/plain; charset=utf-8
          """)
  void errorsComeInTheFormThatTheClientReads(String accept, String type) throws Exception {
    Requests request = Requests.of("GET", "/system/nothing");

    Answer answer = gateway.ask(accept == null ? request : request.header("accept", accept));

    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("Vary")).isEqualTo("Accept");
  }
}
