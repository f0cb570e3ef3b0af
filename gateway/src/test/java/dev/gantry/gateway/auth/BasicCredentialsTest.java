package dev.gantry.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BasicCredentialsTest {

  private static final String RIGHT = basic("admin:päss:word");
  private static final String WRONG = basic("admin:guess");

  private final ManualClock clock = new ManualClock();
  private final Guard guard = Guard.withCredentials("admin", "päss:word", clock);

  static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @Test
  void letsTheRightPasswordPass() {
    assertThat(guard.refuse(with(RIGHT))).isEmpty();
    assertThat(guard.refuse(with(RIGHT.replace("Basic", "bAsIc")))).isEmpty();
  }

  static Stream<String> wrong() {
    return Stream.of(
        "",
        "Basic",
        "Basic ",
        "Basic !!!",
        "Bearer abc",
        WRONG,
        basic("admin:"),
        basic("admin"),
        basic(":päss:word"),
        basic("Admin:päss:word"),
        basic("admin:päss:word "),
        basic("admin:päss:wor"),
        basic("admin:päss:word\0"),
        RIGHT + ", " + RIGHT,
        RIGHT.substring("Basic ".length()),
        "Basic " + "A".repeat(1_000_000));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void challengesAnythingElse(String authorization) {
    EndpointResponse answer = guard.refuse(with(authorization)).orElseThrow();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers())
        .containsEntry("WWW-Authenticate", "Basic realm=\"Restricted\"")
        .containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(new String(((EndpointResponse.Whole) answer).body(), UTF_8))
        .isEqualTo("invalid credentials");
  }

  @Test
  void challengesWhoSendsNothingOrTwoThings() {
    assertThat(status(guard.refuse(Requests.of("GET", "/system/functions").request())))
        .isEqualTo(401);
    assertThat(
            status(
                guard.refuse(
                    Requests.of("GET", "/system/functions")
                        .header("authorization", RIGHT, WRONG)
                        .request())))
        .isEqualTo(401);
  }

  @Test
  void asksForPatienceAfterThreeFailuresWithGrowingDelays() {
    for (int failure = 0; failure < 4; failure++) {
      assertThat(status(guard.refuse(with(WRONG)))).isEqualTo(401);
    }
    for (String seconds : new String[] {"1", "2", "4", "8", "16", "32", "60", "60", "60"}) {
      EndpointResponse wait = guard.refuse(with(WRONG)).orElseThrow();
      assertThat(wait.status()).isEqualTo(429);
      assertThat(wait.headers()).containsEntry("Retry-After", seconds);
      clock.advance(Duration.ofSeconds(Long.parseLong(seconds)));
      assertThat(status(guard.refuse(with(WRONG)))).isEqualTo(401);
    }
  }

  @Test
  void doesNotEvenLookAtAPasswordBeforeTheTimeIsOver() {
    fail(4);

    assertThat(status(guard.refuse(with(RIGHT)))).isEqualTo(429);
    clock.advance(Duration.ofMillis(999));
    assertThat(status(guard.refuse(with(RIGHT)))).isEqualTo(429);
    clock.advance(Duration.ofMillis(1));
    assertThat(guard.refuse(with(RIGHT))).isEmpty();
  }

  @Test
  void waitingDoesNotMakeTheDelayLonger() {
    fail(4);
    for (int attempt = 0; attempt < 100; attempt++) {
      assertThat(status(guard.refuse(with(WRONG)))).isEqualTo(429);
    }

    clock.advance(Duration.ofSeconds(1));

    assertThat(status(guard.refuse(with(WRONG)))).isEqualTo(401);
  }

  @Test
  void doesNotHinderOtherAddresses() {
    fail(10);

    assertThat(
            guard.refuse(
                Requests.of("GET", "/system/functions")
                    .header("authorization", RIGHT)
                    .from("127.0.0.2")
                    .request()))
        .isEmpty();
  }

  @Test
  void aSuccessClearsWhatWasBefore() {
    fail(3);
    assertThat(guard.refuse(with(RIGHT))).isEmpty();
    fail(3);

    assertThat(guard.refuse(with(RIGHT))).isEmpty();
  }

  @Test
  void requestsWithoutCredentialsAreNoFailures() {
    for (int i = 0; i < 100; i++) {
      assertThat(status(guard.refuse(Requests.of("GET", "/system/functions").request())))
          .isEqualTo(401);
    }

    assertThat(guard.refuse(with(RIGHT))).isEmpty();
  }

  @Test
  void aUserWithAColonCouldNeverLogIn() {
    assertThatThrownBy(() -> Guard.withCredentials("a:b", "c", clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a:b");
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(guard.refuse(with(WRONG))).isPresent();
    }
  }

  private static EndpointRequest with(String authorization) {
    return Requests.of("GET", "/system/functions").header("authorization", authorization).request();
  }

  private static int status(Optional<EndpointResponse> refusal) {
    return refusal.map(EndpointResponse::status).orElse(0);
  }
}
