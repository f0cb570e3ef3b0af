package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static dev.gantry.watchdog.packaged.HttpCalls.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract 3.1, the situations of calls: one watchdog whose function runs each body as a shell
 * script.
 */
@NeedsScratchRoot
class PackagedClassicIT {

  private static PackagedWatchdog watchdog;
  private static HttpCalls calls;

  @BeforeAll
  static void start() throws Exception {
    watchdog = PackagedWatchdog.shell("mine", "yes");
    calls = watchdog.calls();
  }

  @AfterAll
  static void stop() {
    if (watchdog != null) {
      watchdog.close();
    }
  }

  @Test
  void answersWithTheOutputAndTheDurationAtExitZero() throws Exception {
    HttpResponse<String> answer = calls.post("echo out; echo err >&2");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("out\nerr\n");
    assertThat(answer.headers().firstValue("X-Duration-Seconds").orElseThrow())
        .matches("[0-9]+\\.[0-9]{6}");
  }

  @Test
  void answers500WithTheStatusAndTheOutputAtAnotherExit() throws Exception {
    HttpResponse<String> answer = calls.post("echo out; exit 3");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("exit status 3\nout\n");
  }

  @Test
  void answers500WithTheSignal() throws Exception {
    assertThat(calls.post("kill -9 $$").body()).isEqualTo("signal: killed\n");
  }

  @Test
  void answers400ForABodyThatCannotBeRead() throws Exception {
    assertThat(
            calls.exchange(
                "POST / HTTP/1.1\r\nHost: f\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n: ok\r\nxyz\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void givesTheBodyToTheProcess(String method) throws Exception {
    HttpResponse<String> answer = calls.send(method, "/", "echo $Http_Method");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(method + "\n");
  }

  @Test
  void runsTheProcessWithoutInputForGet() throws Exception {
    HttpResponse<String> answer = calls.send("GET", "/", "echo not run");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PROPFIND"})
  void refusesOtherMethods(String method) throws Exception {
    assertThat(calls.send(method, "/", "").statusCode()).isEqualTo(405);
  }

  @Test
  void returnsTheContentTypeOfTheRequest() throws Exception {
    assertThat(type(calls.post("echo {}", "Content-Type", "application/json")))
        .isEqualTo("application/json");
  }

  @Test
  void guessesTheContentTypeOtherwise() throws Exception {
    assertThat(type(calls.post("echo '<html><p>'"))).isEqualTo("text/html; charset=utf-8");
    assertThat(type(calls.post("echo plain"))).isEqualTo("text/plain; charset=utf-8");
  }

  @Test
  void sendsNothingBeforeTheProcessHasEnded() throws Exception {
    String script = "echo first; while ! [ -e /tmp/go ]; do sleep 0.01; done; exit 4";
    try (Socket client =
        calls.connect(
            "POST / HTTP/1.1\r\nHost: f\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(script.length(), script))) {
      eventually(() -> assertThat(calls.post("ps").body()).contains("sleep 0.01"));
      calls.post("touch=1; echo >/tmp/go");

      // Had a byte been sent earlier, the status could not be that of the end.
      assertThat(HttpCalls.readAll(client))
          .startsWith("HTTP/1.1 500 ")
          .endsWith("exit status 4\nfirst\n");
    }
  }

  @Test
  void exportsTheRequestAsVariables() throws Exception {
    String body =
        calls
            .send("POST", "/a/b%20c?x=1&y", "env", "X-Call-Id", "c 1", "X-A", "1", "X-A", "2")
            .body();

    assertThat(body.lines())
        .contains(
            "mine=yes",
            "Http_Method=POST",
            "Http_Path=/a/b c",
            "Http_Query=x=1&y",
            "Http_X_Call_Id=c 1",
            "Http_X_A=1",
            "Http_Content_Length=3",
            "Http_ContentLength=3",
            "Http_Host=127.0.0.1:" + watchdog.port())
        .anyMatch(line -> line.startsWith("Http_User_Agent=Java"))
        .noneMatch(line -> line.startsWith("Http_Transfer_Encoding="));
    assertThat(calls.post("env").body()).doesNotContain("Http_Query");
  }

  @Test
  void exportsAChunkedBodyAsOfUnknownLength() throws Exception {
    String answer = calls.postPieces("env");

    assertThat(answer.lines())
        .contains(
            "Http_ContentLength=-1", "Http_Content_Length=-1", "Http_Transfer_Encoding=chunked");
  }

  @Test
  void refusesValuesThatWouldEndAVariable() throws Exception {
    assertThat(calls.get("/a%0aHttp_Method=DELETE").statusCode()).isEqualTo(400);
    assertThat(calls.get("/a%00").statusCode()).isEqualTo(400);
  }

  @Test
  void returnsTheCallIdAndLogsTheLinesToolsRead() throws Exception {
    calls.post("echo hello", "X-Call-Id", "c-lines");

    eventually(
        () ->
            assertThat(watchdog.lines)
                .anyMatch(line -> line.matches(DATED + "Forking fprocess\\. \\[c-lines]"))
                .anyMatch(
                    line ->
                        line.matches(DATED + "Wrote 6 Bytes - Duration: [0-9.]+s \\[c-lines]")));
  }

  @Test
  void leavesTheReadyPathToTheFunction() throws Exception {
    assertThat(calls.send("POST", "/_/ready", "echo mine").body()).isEqualTo("mine\n");
  }

  @Test
  void runsAsProcessOneOfItsContainer() throws Exception {
    assertThat(calls.post("echo $PPID; id -u; id -g").body()).isEqualTo("1\n12345\n12345\n");
  }

  static final String DATED = "[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} ";
}
