package dev.gantry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayTest {

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void relaysACallAndItsAnswer() throws Exception {
    try (TestGateway gateway = new TestGateway();
        FakeReplica replica = FakeReplica.answering("hello")) {
      gateway.provider.ready("echo", Map.of(), replica.address());

      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + gateway.port() + "/function/echo/a?b=c"))
                  .POST(HttpRequest.BodyPublishers.ofString("body"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.headers().firstValue("X-Served-By")).contains("gantry/1.2.3");
    }
  }
}
