package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls are routed and what passes in both directions (contract sections 0, 1.8 and 3). */
final class CallContractIT {

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data, "--no-samples");
    gantry.deploy("{\"service\":\"reflect\",\"envProcess\":\"env\"}", "reflect");
    gantry.deploy("{\"service\":\"echo\",\"envProcess\":\"cat\"}", "echo");
    gantry.deploy(
        "{\"service\":\"stream\",\"envProcess\":\"env\",\"envVars\":{\"mode\":\"streaming\"}}",
        "stream");
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/function/echo",
        "/function/echo/",
        "/function/echo.",
        "/function/echo.openfaas-fn",
        "/function/echo.openfaas-fn/a/b?c=d"
      })
  void findsAFunctionUnderEachOfItsNames(String path) throws Exception {
    assertThat(gantry.post(path, "hello").body()).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "/function/absent, absent.openfaas-fn",
    "/function/absent.staging/x, absent.staging",
    "/function/echo.staging, echo.staging"
  })
  void answers404ForAFunctionThatIsNotThere(String path, String name) throws Exception {
    HttpResponse<String> answer = gantry.post(path, "hello");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(name);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.headers().firstValue("X-Call-Id")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"echo, 200, hello", "echo.openfaas-fn, 200, hello", "absent, 404, absent.openfaas"})
  void routesByTheFunctionHeader(String function, int status, String body) throws Exception {
    HttpResponse<String> answer = gantry.send("POST", "/", "hello", "X-Function", function);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(body);
  }

  @ParameterizedTest
  @CsvSource({
    "reflect, GET, 200",
    "reflect, POST, 200",
    "reflect, PUT, 200",
    "reflect, PATCH, 200",
    "reflect, DELETE, 200",
    "reflect, HEAD, 405",
    "reflect, OPTIONS, 405",
    "stream, GET, 200",
    "stream, POST, 200",
    "stream, PUT, 200",
    "stream, PATCH, 200",
    "stream, DELETE, 200",
    "stream, HEAD, 200",
    "stream, OPTIONS, 200"
  })
  void passesEveryMethodOfTheContract(String function, String method, int status) throws Exception {
    HttpResponse<String> answer = gantry.send(method, "/function/" + function, "");

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 200 && !method.equals("HEAD")) {
      assertThat(answer.body()).contains("Http_Method=" + method + "\n");
    }
  }

  @Test
  void refusesOtherMethods() throws Exception {
    try (RawConnection connection = RawConnection.to(gantry.gateway())) {
      String answer =
          connection
              .send("TRACE /function/echo HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n")
              .readAll();

      assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("\r\nallow: ");
    }
  }

  /** The variable is the path with its escapes undone, once (contract 3.1). */
  @ParameterizedTest
  @CsvSource({
    "'', /, ",
    "/, /, ",
    "/a%2Fb, /a/b, ",
    "/a%252Fb, /a%2Fb, ",
    "/a//b/, /a//b/, ",
    "//a, //a, ",
    "/a;b=1/c+d, /a;b=1/c+d, ",
    "/a?, /a, ",
    "?x=1, /, x=1",
    "/a?x=1&y=%20%2F&x=2, /a, x=1&y=%20%2F&x=2",
    "/a?b?c, /a, b?c"
  })
  void passesPathAndQueryAsTheyWereSent(String rest, String path, String query) throws Exception {
    String seen = gantry.get("/function/reflect" + rest).body();

    assertThat(seen).contains("Http_Path=" + path + "\n");
    if (query == null) {
      assertThat(seen).doesNotContain("Http_Query=x", "Http_Query=b");
    } else {
      assertThat(seen).contains("Http_Query=" + query + "\n");
    }
  }

  @Test
  void marksACallOnItsWayInAndOut() throws Exception {
    HttpResponse<String> answer = gantry.get("/function/reflect");

    String id = answer.headers().firstValue("X-Call-Id").orElseThrow();
    assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    String time = answer.headers().firstValue("X-Start-Time").orElseThrow();
    assertThat(time).matches("[0-9]{19}");
    assertThat(answer.body())
        .contains("Http_X_Call_Id=" + id + "\n", "Http_X_Start_Time=" + time + "\n");
    assertThat(answer.headers().firstValue("X-Served-By").orElse("")).startsWith("gantry/");
    assertThat(answer.headers().firstValue("X-Duration-Seconds").orElse(""))
        .matches("[0-9]+\\.[0-9]{6}");
    assertThat(answer.headers().firstValue("Server-Timing").orElse(""))
        .matches("gateway;dur=[0-9.]+, function;dur=[0-9.]+");
    assertThat(answer.headers().firstValue("X-Cold-Start")).isEmpty();
  }

  @Test
  void keepsTheCallIdOfTheClient() throws Exception {
    HttpResponse<String> answer =
        gantry.send("GET", "/function/reflect", "", "X-Call-Id", "mine-1");

    assertThat(answer.headers().allValues("X-Call-Id")).containsExactly("mine-1");
    assertThat(answer.body()).contains("Http_X_Call_Id=mine-1\n");
  }

  @Test
  void saysWhoAskedAndForWhat() throws Exception {
    String host = gantry.gateway().getAuthority();
    HttpResponse<String> first = gantry.get("/function/reflect");
    HttpResponse<String> behindProxy =
        gantry.send("GET", "/function/reflect", "", "X-Forwarded-For", "192.0.2.1");

    assertThat(first.body())
        .containsPattern("Http_X_Forwarded_For=127\\.0\\.0\\.1:[0-9]+\n")
        .contains("Http_X_Forwarded_Host=" + host + "\n", "Http_X_Forwarded_Proto=http\n");
    assertThat(behindProxy.body())
        .containsPattern("Http_X_Forwarded_For=192\\.0\\.2\\.1, 127\\.0\\.0\\.1:[0-9]+\n");
  }

  @Test
  void passesFieldsOfTheRequestButNotThoseOfTheConnection() throws Exception {
    try (RawConnection connection = RawConnection.to(gantry.gateway())) {
      String seen =
          connection
              .send(
                  """
                  GET /function/reflect HTTP/1.1
                  Host: 127.0.0.1
                  Connection: close
                  Connection: X-Hop
                  X-Hop: 1
                  Keep-Alive: timeout=5
                  Proxy-Authorization: Basic eA==
                  TE: trailers
                  Authorization: Bearer token
                  X-Colour: blue

                  """)
              .readAll();

      assertThat(seen)
          .contains(
              "Http_Authorization=Bearer token\n",
              "Http_X_Colour=blue\n",
              "Http_User_Agent=gantry-gateway/")
          .doesNotContain("X_Hop", "Keep_Alive", "Proxy_Authorization", "Http_Te=", "trailers");
    }
  }

  @ParameterizedTest
  @CsvSource({"text/html, text/html", "application/json, application/json"})
  void answersWithTheTypeOfTheRequestWhereTheFunctionNamesNone(String sent, String expected)
      throws Exception {
    HttpResponse<String> answer =
        gantry.send("POST", "/function/echo", "hello", "Content-Type", sent);

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(expected);
  }
}
