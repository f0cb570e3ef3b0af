package dev.gantry.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionNamespace;
import dev.gantry.gateway.contract.Answer;
import dev.gantry.provider.Capabilities;
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

class SecretsResourceTest {

  private static final String SECRETS = "/system/secrets";

  private final AdminFixture gateway = new AdminFixture();

  @BeforeEach
  void addSecrets() {
    gateway.provider.createNamespace(new FunctionNamespace("dev", Map.of(), Map.of()));
    gateway.provider.createSecret("openfaas-fn", "there", "old".getBytes(UTF_8));
    gateway.provider.createSecret("openfaas-fn", "used", "old".getBytes(UTF_8));
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
          POST   | ``             | {"name":"new","value":"v"}                    | 202
          POST   | ``             | {"name":"new","value":""}                     | 202
          POST   | ``             | {"name":"new","rawValue":"AAEC"}              | 202
          POST   | ``             | {"name":"there","namespace":"dev","value":"v"} | 202
          POST   | ?namespace=dev | {"name":"there","value":"v"}                  | 202
          POST   | ``             | {"name":"there","value":"v"}                  | 409
          POST   | ``             | {"name":"there","value":"v","namespace":"no"} | 404
          POST   | ``             | {"name":"new"}                                | 400
          POST   | ``             | {"name":"","value":"v"}                       | 400
          POST   | ``             | {"value":"v"}                                 | 400
          POST   | ``             | {"name":"../new","value":"v"}                 | 400
          POST   | ``             | {"name":"A_B","value":"v"}                    | 400
          POST   | ``             | {"name":"new","rawValue":"%%%"}               | 400
          POST   | ``             | {"name":"new","value":{"a":1}}                | 400
          POST   | ``             | {"name":"new","value":"v","namespace":"A"}    | 400
          POST   | ``             | not json                                      | 400
          PUT    | ``             | {"name":"there","value":"v"}                  | 202
          PUT    | ``             | {"name":"new","value":"v"}                    | 404
          PUT    | ``             | {"name":"there"}                              | 400
          DELETE | ``             | {"name":"there"}                              | 202
          DELETE | ``             | {"name":"there","namespace":"openfaas-fn"}    | 202
          DELETE | ?namespace=dev | {"name":"there"}                              | 404
          DELETE | ``             | {"name":"new"}                                | 404
          DELETE | ``             | {"name":"used"}                               | 400
          DELETE | ``             | {}                                            | 400
          GET    | ``             | ``                                            | 200
          GET    | ?namespace=dev | ``                                            | 200
          GET    | ?namespace=no  | ``                                            | 400
          """)
  void answersEachCase(String method, String query, String body, int status) throws Exception {
    gateway.ask(
        "POST",
        "/system/functions",
        "{\"service\":\"user\",\"envProcess\":\"cat\",\"secrets\":[\"used\"]}");

    assertThat(gateway.ask(method, SECRETS + query, body).status()).isEqualTo(status);
  }

  @Test
  void listsNamesAndNoValues() throws Exception {
    assertThat(gateway.ask("GET", SECRETS).text())
        .isEqualTo(
            "[{\"name\":\"there\",\"namespace\":\"openfaas-fn\"},"
                + "{\"name\":\"used\",\"namespace\":\"openfaas-fn\"}]");
    assertThat(gateway.ask("GET", SECRETS + "?namespace=dev").text()).isEqualTo("[]");
  }

  @Test
  void rawValueWins() throws Exception {
    gateway.ask("POST", SECRETS, "{\"name\":\"new\",\"value\":\"text\",\"rawValue\":\"AP8=\"}");

    assertThat(gateway.provider.secretValue("openfaas-fn", "new"))
        .hasValueSatisfying(value -> assertThat(value).containsExactly(0, 0xff));
  }

  @Test
  void noErrorRepeatsAValue() throws Exception {
    for (String body :
        new String[] {
          "{\"name\":\"there\",\"value\":\"hunter2\"}",
          "{\"name\":\"A\",\"value\":\"hunter2\"}",
          "{\"name\":\"a\",\"value\":[\"hunter2\"]}",
          "{\"name\":\"a\",\"rawValue\":\"hunter2!\"}",
          "{\"name\":\"a\",\"value\":\"hunter2\"",
          "{\"name\":\"a\",\"namespace\":\"no\",\"value\":\"hunter2\"}"
        }) {
      Answer answer = gateway.askForJson("POST", SECRETS, body);
      assertThat(answer.status()).isGreaterThanOrEqualTo(400);
      assertThat(answer.text()).doesNotContain("hunter2");
    }
  }

  @Test
  void a405SaysThatSecretsCannotBeChanged() throws Exception {
    Capabilities fixed =
        new Capabilities(Set.of(RestTier.REMOVED), false, false, false, false, false, false);
    try (AdminFixture swarm =
        new AdminFixture(MemorySettings.DEFAULT.withCapabilities(fixed), Duration.ofMinutes(1))) {
      Answer answer = swarm.ask("PUT", SECRETS, "{\"name\":\"there\",\"value\":\"v\"}");

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("GET, POST, DELETE");
      assertThat(answer.text()).isNotEmpty();
    }
  }
}
