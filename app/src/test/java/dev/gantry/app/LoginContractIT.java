package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what when the gateway asks for credentials (contract 1.2 and 1.3). */
final class LoginContractIT {

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data, "--no-samples", "--no-auth=false");
    deploy();
  }

  private static void deploy() throws Exception {
    HttpResponse<String> answer =
        gantry.send(
            "POST",
            "/system/functions",
            "{\"service\":\"open\",\"envProcess\":\"cat\"}",
            "Authorization",
            right());
    assertThat(answer.statusCode()).isEqualTo(202);
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /system/functions, 401",
    "POST, /system/functions, 401",
    "PUT, /system/functions, 401",
    "DELETE, /system/functions, 401",
    "GET, /system/function/open, 401",
    "POST, /system/scale-function/open, 401",
    "POST, /system/alert, 401",
    "GET, /system/info, 401",
    "GET, /system/logs?name=open, 401",
    "GET, /system/secrets, 401",
    "GET, /system/namespaces, 401",
    "GET, /system/namespace/openfaas-fn, 401",
    "GET, /system/nothing, 401",
    "GET, /ui/, 200",
    "GET, /, 307",
    "GET, /healthz, 200",
    "POST, /function/open, 200",
    "POST, /function/absent, 404"
  })
  void asksForCredentials(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = gantry.send(method, path, "");

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 401) {
      assertThat(answer.body()).isEqualTo("invalid credentials");
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValue("Basic realm=\"Restricted\"");
    }
  }

  @Test
  void keepsThePasswordToItsOwner() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(gantry.password())))
        .isEqualTo("rw-------");
    assertThat(gantry.output()).doesNotContain(Files.readString(gantry.password()).strip());
  }

  @Test
  void makesWhoGuessesWaitLongerEachTime() throws Exception {
    // On a busy machine a delay may be over before the next question, and it all begins anew.
    eventually(LoginContractIT::guess);

    eventually(() -> assertThat(as(right()).statusCode()).isEqualTo(200));
    assertThat(as(wrong()).statusCode()).isEqualTo(401);
    assertThat(as(right()).statusCode()).isEqualTo(200);
  }

  private static void guess() throws Exception {
    eventually(() -> assertThat(as(right()).statusCode()).isEqualTo(200));
    for (int i = 0; i < 4; i++) {
      assertThat(as(wrong()).statusCode()).isEqualTo(401);
    }
    assertThat(delay(as(wrong()))).isEqualTo(1);
    assertThat(as(right()).statusCode()).isEqualTo(429);

    eventually(() -> assertThat(as(wrong()).statusCode()).isEqualTo(401));
    assertThat(delay(as(wrong()))).isEqualTo(2);
  }

  private static HttpResponse<String> as(String authorization) throws Exception {
    return gantry.send("GET", "/system/functions", "", "Authorization", authorization);
  }

  private static int delay(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(429);
    return Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
  }

  private static String right() throws Exception {
    return basic("admin:" + Files.readString(gantry.password()).strip());
  }

  private static String wrong() {
    return basic("admin:guess");
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
