package dev.gantry.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.provider.Capabilities;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.MemorySettings;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceResourceTest {

  private static final String MARKED = "{\"name\":\"dev\",\"labels\":{\"openfaas\":\"1\"}}";

  private final AdminFixture gateway = new AdminFixture();

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
          GET    | /system/namespaces            | ``                                               | 200
          GET    | /system/namespace/            | ``                                               | 200
          POST   | /system/namespace/            | {"name":"new","labels":{"openfaas":"1"}}         | 201
          POST   | /system/namespace/            | {"name":"new","annotations":{"openfaas":"1"}}    | 201
          POST   | /system/namespace/new         | {"labels":{"openfaas":"1"}}                      | 201
          POST   | /system/namespace/new         | {"name":"other","labels":{"openfaas":"1"}}       | 400
          POST   | /system/namespace/            | {"name":"new"}                                   | 400
          POST   | /system/namespace/            | {"name":"new","labels":{"openfaas":"0"}}         | 400
          POST   | /system/namespace/            | {"labels":{"openfaas":"1"}}                      | 400
          POST   | /system/namespace/            | {"name":"N","labels":{"openfaas":"1"}}           | 400
          POST   | /system/namespace/            | not json                                         | 400
          POST   | /system/namespace/            | {"name":"dev","labels":{"openfaas":"1"}}         | 409
          GET    | /system/namespace/dev         | ``                                               | 200
          GET    | /system/namespace/none        | ``                                               | 404
          GET    | /system/namespace/A_B         | ``                                               | 404
          PUT    | /system/namespace/dev         | {"name":"dev","labels":{"a":"b"}}                | 202
          PUT    | /system/namespace/dev         | {"labels":{"a":"b"}}                             | 202
          PUT    | /system/namespace/dev         | {"name":"other"}                                 | 400
          PUT    | /system/namespace/none        | {"name":"none"}                                  | 404
          PUT    | /system/namespace/A_B         | {}                                               | 400
          DELETE | /system/namespace/dev         | {"name":"dev"}                                   | 202
          DELETE | /system/namespace/dev         | ``                                               | 202
          DELETE | /system/namespace/dev         | {"name":"other"}                                 | 400
          DELETE | /system/namespace/none        | {"name":"none"}                                  | 404
          DELETE | /system/namespace/openfaas-fn | {"name":"openfaas-fn"}                           | 400
          """)
  void answersEachCase(String method, String path, String body, int status) throws Exception {
    gateway.ask("POST", "/system/namespace/", MARKED);

    assertThat(gateway.ask(method, path, body).status()).isEqualTo(status);
  }

  @Test
  void listsNames() throws Exception {
    gateway.ask("POST", "/system/namespace/", MARKED);

    assertThat(gateway.ask("GET", "/system/namespaces").text())
        .isEqualTo("[\"dev\",\"openfaas-fn\"]");
  }

  @Test
  void returnsLabelsAndAnnotations() throws Exception {
    gateway.ask("POST", "/system/namespace/", MARKED);

    assertThat(gateway.ask("GET", "/system/namespace/dev").text())
        .isEqualTo("{\"name\":\"dev\",\"annotations\":{},\"labels\":{\"openfaas\":\"1\"}}");
  }

  @Test
  void a501SaysThatTheProviderHasOneNamespace() throws Exception {
    Capabilities one =
        new Capabilities(Set.of(RestTier.REMOVED), false, false, false, false, true, false);
    try (AdminFixture single =
        new AdminFixture(MemorySettings.DEFAULT.withCapabilities(one), Duration.ofMinutes(1))) {
      assertThat(single.ask("POST", "/system/namespace/", MARKED).status()).isEqualTo(501);
      assertThat(single.ask("PUT", "/system/namespace/dev", "{}").status()).isEqualTo(501);
      assertThat(single.ask("DELETE", "/system/namespace/dev").status()).isEqualTo(501);
      assertThat(single.ask("GET", "/system/namespace/openfaas-fn").status()).isEqualTo(200);
    }
  }
}
