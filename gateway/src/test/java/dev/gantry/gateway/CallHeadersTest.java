package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.FakeReplica.Request;
import dev.gantry.gateway.TestClient.Answer;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringConcatToTextBlock") // HTTP is read better line by line
class CallHeadersTest {

  private static final String UUID_FORM =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private final BlockingQueue<Request> seen = new ArrayBlockingQueue<>(100);
  private volatile String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private TestGateway gateway;
  private FakeReplica replica;

  @BeforeEach
  void start() throws Exception {
    gateway = new TestGateway();
    replica =
        new FakeReplica(
            connection -> {
              Request request;
              while ((request = connection.readRequest()) != null) {
                seen.add(request);
                connection.send(answer);
              }
            });
    gateway.provider.ready("fn", Map.of(), replica.address());
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    replica.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/function/fn,/",
    "/function/fn/,/",
    "/function/fn?x=1,/?x=1",
    "/function/fn/a/b?x=1&y=%20,/a/b?x=1&y=%20",
    "/function/fn.openfaas-fn/a,/a",
    "/function/fn./a,/a",
    "/function/fn//a/../b/./%2e%2E/c,//a/../b/./%2e%2E/c",
    "/function/fn/a%2Fb,/a%2Fb",
  })
  void passesTheRestOfTheTargetAsItWasSent(String target, String expected) throws Exception {
    TestClient.get(gateway.port(), target);

    assertThat(next().line()).isEqualTo("GET " + expected + " HTTP/1.1");
  }

  @Test
  void routesTheRootByXFunction() throws Exception {
    Answer got =
        TestClient.call(
            gateway.port(),
            "POST /?a=b HTTP/1.1\r\nHost: h\r\nX-Function: fn\r\nContent-Length: 1\r\n\r\nx");

    assertThat(got.body()).isEqualTo("ok");
    assertThat(next().line()).isEqualTo("POST /?a=b HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void passesMethods(String method) throws Exception {
    Answer got =
        TestClient.call(gateway.port(), method + " /function/fn HTTP/1.1\r\nHost: h\r\n\r\n");

    assertThat(got.status()).isEqualTo(200);
    assertThat(next().line()).isEqualTo(method + " / HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "PROPFIND"})
  void refusesOtherMethods(String method) throws Exception {
    Answer got =
        TestClient.call(gateway.port(), method + " /function/fn HTTP/1.1\r\nHost: h\r\n\r\n");

    assertThat(got.status()).isEqualTo(405);
    assertThat(got.header("Allow")).contains("POST");
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n";

    try (TestClient client = new TestClient(gateway.port())) {
      Answer first = client.send("HEAD /function/fn HTTP/1.1\r\nHost: h\r\n\r\n").read(true);
      Answer second = client.send("HEAD /function/fn HTTP/1.1\r\nHost: h\r\n\r\n").read(true);

      assertThat(first.header("Content-Length")).isEqualTo("1234");
      assertThat(second.status()).isEqualTo(200);
    }
    assertThat(replica.connections()).isEqualTo(1);
  }

  @Test
  void addsItsOwnFieldsToTheRequest() throws Exception {
    Answer got = TestClient.get(gateway.port(), "/function/fn");

    Request request = next();
    assertThat(request.header("X-Call-Id")).matches(UUID_FORM).isEqualTo(got.header("X-Call-Id"));
    assertThat(request.header("X-Start-Time")).matches("[0-9]{19}");
    assertThat(request.header("X-Forwarded-Host")).isEqualTo("here");
    assertThat(request.header("X-Forwarded-For")).matches("127\\.0\\.0\\.1:[0-9]+");
    assertThat(request.header("X-Forwarded-Proto")).isEqualTo("http");
    assertThat(request.header("User-Agent")).isEqualTo("gantry-gateway/1.2.3");
    assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + replica.address().getPort());
  }

  @Test
  void keepsWhatTheClientSaysAndAppendsWhereItCameFrom() throws Exception {
    Answer got =
        TestClient.call(
            gateway.port(),
            "GET /function/fn HTTP/1.1\r\nHost: h\r\nX-Call-Id: mine\r\nUser-Agent: me\r\n"
                + "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Host: outside\r\n"
                + "Authorization: Bearer token\r\nAccept-Encoding: gzip\r\n\r\n");

    Request request = next();
    assertThat(request.header("X-Call-Id")).isEqualTo("mine");
    assertThat(got.header("X-Call-Id")).isEqualTo("mine");
    assertThat(request.header("User-Agent")).isEqualTo("me");
    assertThat(request.header("X-Forwarded-For")).matches("1\\.2\\.3\\.4, 127\\.0\\.0\\.1:[0-9]+");
    assertThat(request.header("X-Forwarded-Host")).isEqualTo("outside");
    assertThat(request.header("Authorization")).isEqualTo("Bearer token");
    assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
  }

  @ParameterizedTest
  @CsvSource({
    "Basic YWRtaW46c2VjcmV0,false",
    "'basic  YWRtaW46c2VjcmV0 ',false",
    "Basic YWRtaW46b3RoZXI=,true",
    "Bearer YWRtaW46c2VjcmV0,true"
  })
  void passesEveryAuthorizationButTheGatewaysOwnPassword(String value, boolean passed)
      throws Exception {
    TestClient.call(
        gateway.port(),
        "GET /function/fn HTTP/1.1\r\nHost: h\r\nAuthorization: " + value + "\r\n\r\n");

    assertThat(next().header("Authorization")).isEqualTo(passed ? value : null);
  }

  @ParameterizedTest
  @CsvSource({
    "gantry_session=1.2.3.4,",
    "a=1; gantry_session=x; b=2,a=1; b=2",
    "a=1; b=2,a=1; b=2"
  })
  void passesEveryCookieButASession(String sent, String passed) throws Exception {
    TestClient.call(
        gateway.port(), "GET /function/fn HTTP/1.1\r\nHost: h\r\nCookie: " + sent + "\r\n\r\n");

    assertThat(next().header("Cookie")).isEqualTo(passed);
  }

  @Test
  void dropsWhatIsAboutTheClientsConnection() throws Exception {
    TestClient.call(
        gateway.port(),
        "GET /function/fn HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, X-Private\r\n"
            + "X-Private: 1\r\nKeep-Alive: 5\r\nTE: trailers\r\nTrailer: X\r\n"
            + "Proxy-Authorization: secret\r\nProxy-Connection: x\r\nUpgrade: h2c\r\n"
            + "HTTP2-Settings: AAAA\r\nX-Kept: 2\r\n\r\n");

    Request request = next();
    for (String name :
        new String[] {
          "Connection",
          "X-Private",
          "Keep-Alive",
          "TE",
          "Trailer",
          "Proxy-Authorization",
          "Proxy-Connection",
          "Upgrade",
          "HTTP2-Settings"
        }) {
      assertThat(request.header(name)).as(name).isNull();
    }
    assertThat(request.header("X-Kept")).isEqualTo("2");
  }

  @Test
  void passesTheAnswersFieldsAndAddsItsOwn() throws Exception {
    answer =
        "HTTP/1.1 302 Moved Along\r\nLocation: /elsewhere\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
            + "Connection: X-Inner\r\nX-Inner: 1\r\nKeep-Alive: timeout=5\r\n"
            + "Server-Timing: db;dur=5\r\nX-Duration-Seconds: 0.1\r\nContent-Length: 0\r\n\r\n";

    Answer got = TestClient.get(gateway.port(), "/function/fn");

    assertThat(got.status()).isEqualTo(302);
    assertThat(got.header("Location")).isEqualTo("/elsewhere");
    assertThat(got.headers("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(got.header("X-Inner")).isNull();
    assertThat(got.header("Keep-Alive")).isNull();
    assertThat(got.header("X-Duration-Seconds")).isEqualTo("0.1");
    assertThat(got.header("X-Served-By")).isEqualTo("gantry/1.2.3");
    assertThat(got.header("X-Start-Time")).matches("[0-9]{19}");
    assertThat(got.headers("Server-Timing")).hasSize(2).first().isEqualTo("db;dur=5");
    assertThat(got.headers("Server-Timing").get(1))
        .matches("gateway;dur=[0-9]+\\.[0-9]{3}, function;dur=[0-9]+\\.[0-9]{3}");
    assertThat(got.header("X-Cold-Start")).isNull();
  }

  @Test
  void leavesTheFunctionsValuesOfItsOwnFields() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nX-Served-By: function\r\nContent-Length: 0\r\n\r\n";

    Answer got = TestClient.get(gateway.port(), "/function/fn");

    assertThat(got.headers("X-Served-By")).containsExactly("function");
  }

  @Test
  void addsNoContentTypeWhereTheFunctionSendsNone() throws Exception {
    Answer got = TestClient.post(gateway.port(), "/function/fn", "x");

    assertThat(got.header("Content-Type")).isNull();
  }

  @Test
  void dropsTrailers() throws Exception {
    answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n";

    Answer got = TestClient.get(gateway.port(), "/function/fn");

    assertThat(got.body()).isEqualTo("ok");
    assertThat(got.header("Trailer")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void passesAnswersThatHaveNoBody(int status) throws Exception {
    answer = "HTTP/1.1 " + status + " X\r\nETag: \"1\"\r\n\r\n";

    try (TestClient client = new TestClient(gateway.port())) {
      Answer got = client.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n").read();
      assertThat(got.status()).isEqualTo(status);
      assertThat(got.header("ETag")).isEqualTo("\"1\"");
      assertThat(got.header("Transfer-Encoding")).isNull();

      assertThat(client.send("GET /function/fn HTTP/1.1\r\nHost: h\r\n\r\n").read().status())
          .isEqualTo(status);
    }
  }

  @Test
  void tellsAClientOfHttp10TheEndByClosing() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";

    try (TestClient client = new TestClient(gateway.port())) {
      Answer got = client.send("GET /function/fn HTTP/1.0\r\nHost: h\r\n\r\n").read();

      assertThat(got.body()).isEqualTo("ok");
      assertThat(got.header("Transfer-Encoding")).isNull();
    }
  }

  @Test
  void passesAnAnswerOfHttp10() throws Exception {
    try (FakeReplica old =
        new FakeReplica(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.0 200 OK\r\n\r\nuntil the end");
            })) {
      gateway.provider.ready("old", Map.of(), old.address());

      Answer got = TestClient.get(gateway.port(), "/function/old");

      assertThat(got.body()).isEqualTo("until the end");
    }
  }

  @ParameterizedTest
  @CsvSource({"nosuch,nosuch.openfaas-fn", "nosuch.other,nosuch.other", "NoSuch,NoSuch"})
  void answers404NamingTheFunction(String name, String shown) throws Exception {
    Answer got = TestClient.get(gateway.port(), "/function/" + name);

    assertThat(got.status()).isEqualTo(404);
    assertThat(got.body()).contains(shown);
    assertThat(got.header("Content-Type")).startsWith("text/plain");
    assertThat(got.header("X-Call-Id")).matches(UUID_FORM);
  }

  @Test
  void answers404ToAsynchronousCalls() throws Exception {
    assertThat(TestClient.post(gateway.port(), "/async-function/fn", "x").status()).isEqualTo(404);
  }

  @Test
  void countsEachCallOnce() throws Exception {
    TestClient.get(gateway.port(), "/function/fn");

    TestMeters.Counted meter =
        gateway.meters.of(new dev.gantry.api.FunctionName("fn", "openfaas-fn"));
    eventually(() -> assertThat(meter.statuses).containsExactly(200));
    assertThat(meter.started).hasValue(1);
    assertThat(meter.ready).isEqualTo(1);
  }

  private Request next() throws InterruptedException {
    return requireNonNull(seen.poll(10, TimeUnit.SECONDS));
  }
}
