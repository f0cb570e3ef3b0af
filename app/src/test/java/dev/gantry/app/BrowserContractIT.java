package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps web pages and functions from acting as the person at the portal. */
final class BrowserContractIT {

  private static final String SANDBOX =
      "sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads";

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data, "--no-samples", "--function-listen", "127.0.0.1:0");
    deploy("page", "text/html");
    deploy("text", "text/plain");
    deploy("json", "application/json");
    deploy("picture", "image/svg+xml");
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @ParameterizedTest
  @CsvSource({"page, true", "text, true", "picture, true", "json, false"})
  void sandboxesDocumentsBesideThePortal(String function, boolean sandboxed) throws Exception {
    HttpResponse<String> shared = gantry.get("/function/" + function);
    HttpResponse<String> alone = alone("/function/" + function);

    assertThat(shared.headers().firstValue("Content-Security-Policy").orElse(""))
        .isEqualTo(sandboxed ? SANDBOX : "");
    assertThat(alone.statusCode()).isEqualTo(200);
    assertThat(alone.headers().firstValue("Content-Security-Policy")).isEmpty();
  }

  @Test
  void servesFunctionsAndNothingElseOnTheirOwnListener() throws Exception {
    assertThat(alone("/system/functions").statusCode()).isEqualTo(404);
    assertThat(alone("/ui/").statusCode()).isEqualTo(404);
    assertThat(alone("/function/absent").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesServiceWorkersBesideThePortal() throws Exception {
    HttpResponse<String> shared =
        gantry.send("GET", "/function/page", "", "Service-Worker", "script");
    HttpResponse<String> alone = alone("/function/page", "Service-Worker", "script");

    assertThat(shared.statusCode()).isEqualTo(403);
    assertThat(alone.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void refusesChangesFromOtherOrigins(String header, String value) throws Exception {
    String body = "{\"service\":\"foreign\",\"envProcess\":\"cat\"}";

    for (String method : new String[] {"POST", "PUT", "DELETE"}) {
      assertThat(gantry.send(method, "/system/functions", body, header, value).statusCode())
          .as(method)
          .isEqualTo(403);
    }
    assertThat(gantry.send("GET", "/system/functions", "", header, value).statusCode())
        .isEqualTo(200);
    assertThat(gantry.get("/system/function/foreign").statusCode()).isEqualTo(404);
    assertThat(gantry.send("POST", "/function/json", "", header, value).statusCode())
        .isEqualTo(200);
  }

  @Test
  void takesChangesFromItsOwnPages() throws Exception {
    URI own = gantry.gateway();

    HttpResponse<String> answer =
        gantry.send(
            "POST",
            "/system/functions",
            "{\"service\":\"own\",\"envProcess\":\"cat\"}",
            "Origin",
            own.toString(),
            "Sec-Fetch-Site",
            "same-origin");

    assertThat(answer.statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/system/functions", "/system/info", "/ui/"})
  void servesOnlyThisMachineWithoutCredentials(String path) throws Exception {
    assertThat(statusFor("rebound.example:8080", path)).isEqualTo(421);
    assertThat(statusFor("localhost", path)).isEqualTo(200);
    assertThat(statusFor("rebound.example", "/function/json")).isEqualTo(200);
  }

  private static int statusFor(String host, String path) throws Exception {
    try (RawConnection connection = RawConnection.to(gantry.gateway())) {
      String answer =
          connection
              .send("GET " + path + " HTTP/1.1\nHost: " + host + "\nConnection: close\n\n")
              .readAll();
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  private static HttpResponse<String> alone(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(gantry.functions().resolve(path));
    return gantry.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static void deploy(String name, String type) throws Exception {
    gantry.deploy(
        "{\"service\":\"%s\",\"envProcess\":\"echo hello\",\"envVars\":{\"content_type\":\"%s\"}}"
            .formatted(name, type),
        name);
  }
}
