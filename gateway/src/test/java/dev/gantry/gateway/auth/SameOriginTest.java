package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointRequest;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SameOriginTest {

  private final SameOrigin check = new SameOrigin();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          g.example:8080 | http://g.example:8080    | -           | plain | pass
          g.example:8080 | http://G.Example:8080    | -           | plain | pass
          g.example      | http://g.example         | -           | plain | pass
          g.example:80   | http://g.example         | -           | plain | pass
          g.example      | http://g.example:80      | -           | plain | pass
          g.example      | https://g.example        | -           | tls   | pass
          g.example:443  | https://g.example        | -           | tls   | pass
          g.example      | https://g.example        | -           | plain | pass
          my_gateway     | http://my_gateway        | -           | plain | pass
          [::1]:8080     | http://[::1]:8080        | same-origin | plain | pass
          [::1]          | http://[::1]             | -           | plain | pass
          g.example      | -                        | -           | plain | pass
          g.example      | -                        | same-origin | plain | pass
          g.example      | -                        | none        | plain | pass
          g.example      | -                        | None        | plain | pass
          g.example      | -                        | same-site   | plain | refuse
          g.example      | -                        | cross-site  | plain | refuse
          g.example      | -                        | invented    | plain | refuse
          g.example      | http://g.example         | cross-site  | plain | refuse
          g.example      | http://evil.example      | same-origin | plain | refuse
          g.example      | http://evil.example      | -           | plain | refuse
          g.example      | http://a.g.example       | -           | plain | refuse
          g.example      | http://g.example.evil    | -           | plain | refuse
          g.example:8080 | http://g.example:8081    | -           | plain | refuse
          g.example:8080 | http://g.example         | -           | plain | refuse
          g.example      | https://g.example:80     | -           | plain | refuse
          g.example      | http://g.example         | -           | tls   | refuse
          g.example      | null                     | -           | plain | refuse
          g.example      | ''                       | -           | plain | refuse
          g.example      | g.example                | -           | plain | refuse
          g.example      | ftp://g.example          | -           | plain | refuse
          g.example      | http://evil@g.example    | -           | plain | refuse
          g.example      | http://g.example/        | -           | plain | refuse
          g.example      | http://g.example?        | -           | plain | refuse
          g.example      | file://                  | -           | plain | refuse
          """)
  void judgesChanges(String host, String origin, String site, String line, String verdict) {
    Requests request = Requests.of("POST", "/system/functions").header("host", host);
    request = origin == null ? request : request.header("origin", origin);
    request = site == null ? request : request.header("sec-fetch-site", site);
    request = line.equals("tls") ? request.overTls() : request;

    assertThat(check.refuse(request.request()).map(answer -> answer.status()).orElse(0))
        .isEqualTo(verdict.equals("pass") ? 0 : 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW", "get"})
  void everyMethodButGetAndHeadMayChangeSomething(String method) {
    assertThat(check.refuse(foreign(method))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void readingIsForTheBrowserToJudge(String method) {
    assertThat(check.refuse(foreign(method))).isEmpty();
  }

  @Test
  void twoOriginsOrHostsAreNone() {
    assertThat(
            check.refuse(
                Requests.of("POST", "/")
                    .header("origin", "http://localhost:8080", "http://localhost:8080")
                    .request()))
        .isPresent();
    assertThat(
            check.refuse(
                Requests.of("POST", "/")
                    .header("origin", "http://localhost:8080")
                    .header("host", "localhost:8080", "localhost:8080")
                    .request()))
        .isPresent();
  }

  @Test
  void credentialsDoNotHelp() {
    Guard guard = Guard.withCredentials("admin", "secret", Clock.systemUTC());

    assertThat(
            guard.refuse(
                Requests.of("POST", "/system/functions")
                    .header("authorization", BasicCredentialsTest.basic("admin:secret"))
                    .header("origin", "http://evil.example")
                    .request()))
        .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
  }

  private static EndpointRequest foreign(String method) {
    return Requests.of(method, "/system/functions")
        .header("sec-fetch-site", "cross-site")
        .request();
  }
}
