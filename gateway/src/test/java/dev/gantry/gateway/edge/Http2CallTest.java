package dev.gantry.gateway.edge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.FakeReplica;
import dev.gantry.gateway.FakeReplica.Request;
import dev.gantry.gateway.TestGateway;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Http2CallTest {

  @TempDir Path folder;
  private TestGateway gateway;
  private HttpClient client;
  private final BlockingQueue<Request> seen = new ArrayBlockingQueue<>(10);

  @BeforeEach
  void start() throws Exception {
    PemFiles pem = new PemFiles(folder);
    KeyStore identity = pem.make("one", "EC");
    pem.serve(identity);
    gateway =
        new TestGateway(Http2CallTest::echo, Duration.ofSeconds(30), Optional.of(pem.files()));
    client =
        HttpClient.newBuilder()
            .version(Version.HTTP_2)
            .sslContext(PemFiles.trusting(identity))
            .build();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    gateway.close();
  }

  @Test
  void relaysACallAndItsAnswer() throws Exception {
    try (FakeReplica replica =
        recording("HTTP/1.1 201 X\r\nX-Mine: 1\r\nContent-Length: 2\r\n\r\nok")) {
      gateway.provider().ready("fn", Map.of(), replica.address());

      HttpResponse<String> answer =
          client.send(
              request("/function/fn/a?b").POST(BodyPublishers.ofString("body")).build(),
              BodyHandlers.ofString());

      assertThat(answer.version()).isEqualTo(Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(answer.headers().firstValue("X-Mine")).contains("1");
      assertThat(answer.headers().firstValue("X-Call-Id")).isPresent();
      Request request = requireNonNull(seen.poll(10, TimeUnit.SECONDS));
      assertThat(request.line()).isEqualTo("POST /a?b HTTP/1.1");
      assertThat(request.text()).isEqualTo("body");
      assertThat(request.header("X-Forwarded-Proto")).isEqualTo("https");
      assertThat(request.header("X-Forwarded-Host")).isEqualTo("localhost:" + gateway.port());
    }
  }

  @Test
  void sendsARequestWithoutABodyAsOne() throws Exception {
    try (FakeReplica replica = recording("HTTP/1.1 204 X\r\n\r\n")) {
      gateway.provider().ready("fn", Map.of(), replica.address());

      client.send(request("/function/fn").build(), BodyHandlers.discarding());

      Request request = requireNonNull(seen.poll(10, TimeUnit.SECONDS));
      assertThat(request.header("Transfer-Encoding")).isNull();
      assertThat(request.header("Content-Length")).isNull();
    }
  }

  @Test
  void streamsALargeBodyBothWays() throws Exception {
    byte[] large = new byte[8 << 20];
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              Request request = requireNonNull(connection.readRequest());
              connection.send(
                  "HTTP/1.1 200 OK\r\nContent-Length: " + request.body().length + "\r\n\r\n");
              connection.send(request.body());
            })) {
      gateway.provider().ready("fn", Map.of(), replica.address());

      HttpResponse<byte[]> answer =
          client.send(
              request("/function/fn").POST(BodyPublishers.ofByteArray(large)).build(),
              BodyHandlers.ofByteArray());

      assertThat(answer.body().length).isEqualTo(large.length);
    }
  }

  @Test
  void closesTheConnectionToTheFunctionWhenTheClientCancels() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              arrived.countDown();
              connection.awaitClose();
              closed.complete(true);
            })) {
      gateway.provider().ready("fn", Map.of(), replica.address());
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(request("/function/fn").build(), BodyHandlers.ofString());
      arrived.await();

      answer.cancel(true);

      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closesTheConnectionToTheFunctionWhenTheClientLeavesAnAnswer() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (FakeReplica replica =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
              connection.awaitClose();
              closed.complete(true);
            })) {
      gateway.provider().ready("fn", Map.of(), replica.address());
      HttpResponse<InputStream> answer =
          client.send(request("/function/fn").build(), BodyHandlers.ofInputStream());

      answer.body().close();

      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void answersGatewayMadeAnswersAndEndpoints() throws Exception {
    HttpResponse<String> unknown =
        client.send(
            request("/function/nosuch").POST(BodyPublishers.ofByteArray(new byte[1 << 20])).build(),
            BodyHandlers.ofString());
    HttpResponse<String> endpoint =
        client.send(
            request("/system/x").POST(BodyPublishers.ofString("body")).build(),
            BodyHandlers.ofString());

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("nosuch.openfaas-fn");
    assertThat(endpoint.body()).isEqualTo("POST /system/x 4");
  }

  private FakeReplica recording(String answer) throws Exception {
    return new FakeReplica(
        connection -> {
          Request request;
          while ((request = connection.readRequest()) != null) {
            seen.add(request);
            connection.send(answer);
          }
        });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + path));
  }

  private static EndpointResponse echo(EndpointRequest request) {
    return EndpointResponse.text(
        200, request.method() + " " + request.path() + " " + request.body().length);
  }
}
