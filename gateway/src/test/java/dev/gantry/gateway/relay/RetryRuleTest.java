package dev.gantry.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {

  @ParameterizedTest
  @CsvSource({
    // method, written, reused, answer begun, body consumed, may be sent again
    "POST,  false, false, false, false, true",
    "POST,  true,  false, false, false, false",
    "POST,  true,  true,  false, false, false",
    "PATCH, true,  true,  false, false, false",
    "GET,   true,  false, false, false, false",
    "GET,   true,  true,  false, false, true",
    "HEAD,  true,  true,  false, false, true",
    "PUT,   true,  true,  false, false, true",
    "PUT,   true,  true,  false, true,  false",
    "GET,   true,  true,  true,  false, false",
    "GET,   false, true,  false, true,  false",
  })
  void allowsOnlyWhatCannotHaveBeenDoneOrChangesNothing(
      String method,
      boolean written,
      boolean reused,
      boolean answerBegun,
      boolean bodyConsumed,
      boolean again) {
    RetryRule rule = new RetryRule(written, reused, answerBegun, bodyConsumed);

    assertThat(rule.allows(HttpMethod.valueOf(method))).isEqualTo(again);
  }
}
