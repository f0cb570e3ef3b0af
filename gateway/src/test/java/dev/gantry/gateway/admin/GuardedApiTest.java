package dev.gantry.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.auth.Guard;
import dev.gantry.gateway.contract.Answer;
import dev.gantry.gateway.contract.CheckedEndpoint;
import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.live.LiveFeed;
import dev.gantry.gateway.live.OtherGateways;
import dev.gantry.gateway.metrics.PrometheusMeters;
import dev.gantry.gateway.scale.Fleet;
import dev.gantry.gateway.scale.Scaling;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.tck.MemoryProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedApiTest {

  private static final String RIGHT =
      "Basic " + Base64.getEncoder().encodeToString("admin:secret".getBytes(UTF_8));

  /** Stands still, for a second's delay may be over before the next question. */
  private static final Instant NOW = Instant.parse("2026-01-31T08:30:00Z");

  private final MemoryProvider provider = new MemoryProvider();
  private final PrometheusMeters meters = new PrometheusMeters(AdminFixture.VERSION);
  private final Scaling scaling =
      new Scaling(provider, meters, Fleet.ALONE, ScalingMode.INTERNAL, Clock.systemUTC());
  private final RestApi api =
      new RestApi(
          provider,
          meters,
          scaling,
          new LiveFeed(meters, OtherGateways.NONE),
          Guard.withCredentials("admin", "secret", Clock.fixed(NOW, ZoneOffset.UTC)),
          new RestSettings(
              "openfaas-fn", AdminFixture.VERSION, Duration.ofMinutes(1), AdminFixture.PORTAL));
  private final CheckedEndpoint gateway = new CheckedEndpoint(api);

  @AfterEach
  void close() {
    provider.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET,    /system/functions,          401, 200
          POST,   /system/functions,          401, 400
          PUT,    /system/functions,          401, 400
          DELETE, /system/functions,          401, 400
          PATCH,  /system/functions,          401, 405
          GET,    /system/function/none,      401, 404
          POST,   /system/scale-function/a,   401, 400
          GET,    /system/scaling/none,       401, 404
          POST,   /system/alert,              401, 400
          POST,   /system/session,            401, 200
          DELETE, /system/session,            401, 200
          GET,    /system/info,               401, 200
          GET,    /system/logs,               401, 422
          GET,    /system/secrets,            401, 200
          POST,   /system/secrets,            401, 400
          GET,    /system/namespaces,         401, 200
          GET,    /system/namespace/none,     401, 404
          GET,    /system/telemetry,          401, 404
          GET,    /system/nothing,            401, 404
          GET,    /ui/,                       200, 200
          GET,    /ui/nothing,                404, 404
          GET,    /healthz,                   200, 200
          GET,    /openapi.yaml,              200, 200
          GET,    /,                          307, 307
          GET,    /nothing,                   404, 404
          """)
  void asksForCredentialsWhereTheContractSaysSo(String method, String path, int without, int with)
      throws Exception {
    Requests request = Requests.of(method, path).header("host", "gateway.example");

    assertThat(gateway.ask(request).status()).isEqualTo(without);
    assertThat(gateway.ask(request.header("authorization", RIGHT)).status()).isEqualTo(with);
  }

  @Test
  void tooManyWrongPasswordsAreToldWhenToComeBack() throws Exception {
    Requests wrong =
        Requests.of("GET", "/system/functions")
            .header("authorization", "Basic YTpi")
            .from("192.0.2.7");
    for (int failure = 0; failure < 4; failure++) {
      assertThat(gateway.ask(wrong).status()).isEqualTo(401);
    }

    Answer wait = gateway.ask(wrong);

    assertThat(wait.status()).isEqualTo(429);
    assertThat(wait.header("Retry-After")).isEqualTo("1");
    assertThat(gateway.ask(wrong.header("authorization", RIGHT).from("192.0.2.8")).status())
        .isEqualTo(200);
  }

  @Test
  void aSessionDoesForThePasswordUntilItIsClosed() throws Exception {
    Answer opened =
        gateway.ask(Requests.of("POST", "/system/session").header("authorization", RIGHT));
    String cookie = opened.header("Set-Cookie").split(";", 2)[0];

    assertThat(gateway.ask(Requests.of("GET", "/ui/").header("cookie", cookie)).status())
        .isEqualTo(200);
    assertThat(
            gateway.ask(Requests.of("POST", "/system/session").header("cookie", cookie)).status())
        .isEqualTo(404);
    Answer closed = gateway.ask(Requests.of("DELETE", "/system/session").header("cookie", cookie));
    assertThat(closed.header("Set-Cookie")).startsWith("gantry_session=; Path=/; Max-Age=0");
  }

  @Test
  void aForeignPageChangesNothingWithASession() throws Exception {
    Answer opened =
        gateway.ask(Requests.of("POST", "/system/session").header("authorization", RIGHT));

    Answer answer =
        gateway.ask(
            Requests.of("POST", "/system/functions")
                .body(AdminFixture.ECHO)
                .header("cookie", opened.header("Set-Cookie").split(";", 2)[0])
                .header("origin", "http://evil.example"));

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void aForeignPageChangesNothingWithTheRightPassword() throws Exception {
    Answer answer =
        gateway.ask(
            Requests.of("POST", "/system/functions")
                .body(AdminFixture.ECHO)
                .header("authorization", RIGHT)
                .header("origin", "http://evil.example"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(provider.list("openfaas-fn")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /system/functions, true",
    "POST, /,                 false",
    "GET,  /healthz,          false",
    "GET,  /openapi.yaml,     false"
  })
  void readsNoBodyOfAStranger(String method, String path, boolean read) {
    assertThat(api.readsBody(Requests.of(method, path).request())).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,  /system/functions, '',    401",
    "POST,  /system/functions, right, 0",
    "PATCH, /system/functions, right, 405",
    "POST,  /system/nothing,   right, 404",
    "POST,  /nothing,          '',    404",
    "POST,  /healthz,          '',    405",
    "GET,   /healthz,          '',    0"
  })
  void needsNoBodyToTurnAway(String method, String path, String password, int status) {
    Requests head = Requests.of(method, path);
    Requests sent = password.isEmpty() ? head : head.header("authorization", RIGHT);

    assertThat(api.refuseEarly(sent.request()).map(EndpointResponse::status).orElse(0))
        .isEqualTo(status);
  }
}
