package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SessionTest {

  private final ManualClock clock = new ManualClock();
  private final Guard one = Guard.withCredentials("admin", "secret", clock);
  private final Guard other = Guard.withCredentials("admin", "secret", clock);
  private final String token = tokens("admin", "secret").issue();

  @Test
  void isTakenByEveryGatewayWithTheSameCredentials() {
    String cookie = one.openSession(signedIn()).orElseThrow().split(";", 2)[0];

    assertThat(one.refuse(with(cookie))).isEmpty();
    assertThat(other.refuse(with("theme=dark; " + cookie))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"admin, changed", "root, secret"})
  void isTakenByNoneWithOthers(String user, String password) {
    Guard changed = Guard.withCredentials(user, password, clock);

    assertThat(status(changed.refuse(with("gantry_session=" + token)))).isEqualTo(401);
  }

  @Test
  void ends() {
    clock.advance(SessionTokens.LIFE.minus(Duration.ofSeconds(1)));
    assertThat(one.refuse(with("gantry_session=" + token))).isEmpty();

    clock.advance(Duration.ofSeconds(1));

    assertThat(status(one.refuse(with("gantry_session=" + token)))).isEqualTo(401);
  }

  static Stream<String> forged() {
    String good = "1.99999999999.AAAAAAAAAAAAAAAA.";
    return Stream.of(
        "",
        ".",
        "...",
        good,
        good + "A".repeat(43),
        good + "A".repeat(10_000),
        "1.never.AAAA." + "A".repeat(43),
        new SessionTokens("admin", "guess", new ManualClock(), new SecureRandom()).issue());
  }

  @ParameterizedTest
  @MethodSource("forged")
  void isNotMadeByAnybodyElse(String forged) {
    assertThat(status(one.refuse(with("gantry_session=" + forged)))).isEqualTo(401);
  }

  @Test
  void isGoodOnlyAsItWasSigned() {
    for (int i = 0; i < token.length(); i++) {
      char changed = token.charAt(i) == '1' ? '2' : '1';
      String tampered = token.substring(0, i) + changed + token.substring(i + 1);

      assertThat(tokens("admin", "secret").isValid(tampered)).as(tampered).isFalse();
    }
  }

  @Test
  void isOpenedWithThePasswordAlone() {
    assertThat(one.openSession(with("gantry_session=" + token))).isEmpty();
    assertThat(Guard.loopbackOnly().openSession(signedIn())).isEmpty();
  }

  @Test
  void staysOutOfTheReachOfScriptsAndOtherSites() {
    assertThat(one.openSession(signedIn()).orElseThrow())
        .endsWith("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
    EndpointRequest secure =
        Requests.of("POST", "/system/session")
            .header("authorization", BasicCredentialsTest.basic("admin:secret"))
            .overTls()
            .request();
    assertThat(one.openSession(secure).orElseThrow()).endsWith("; Secure");
  }

  @ParameterizedTest
  @CsvSource({
    "gantry_session=x, ''",
    "a=1; gantry_session=x; b=2, a=1; b=2",
    "a=1;GANTRY_SESSION =x, a=1",
    "a=gantry_session, a=gantry_session",
    "a=1, a=1",
  })
  void isTakenOutOfWhatFunctionsSee(String cookies, String seen) {
    assertThat(SessionCookie.without(cookies)).isEqualTo(seen);
  }

  private SessionTokens tokens(String user, String password) {
    return new SessionTokens(user, password, clock, new SecureRandom());
  }

  private static EndpointRequest signedIn() {
    return Requests.of("POST", "/system/session")
        .header("authorization", BasicCredentialsTest.basic("admin:secret"))
        .request();
  }

  private static EndpointRequest with(String cookie) {
    return Requests.of("GET", "/system/functions").header("cookie", cookie).request();
  }

  private static int status(Optional<EndpointResponse> refusal) {
    return refusal.map(EndpointResponse::status).orElse(0);
  }
}
