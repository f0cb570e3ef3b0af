package dev.gantry.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerProtectionTest {

  private static final String CSP = "Content-Security-Policy";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "TEXT/HTML; charset=utf-8",
        "text/plain",
        "text/xml",
        "application/xml",
        "application/xhtml+xml",
        "image/svg+xml",
        "video/x+xml",
        "application/rss+xml",
        "application/pdf",
        "multipart/x-mixed-replace;boundary=x",
        "message/rfc822",
        "application/x-shockwave-flash",
        "unknown/unknown",
        "*/*",
        "",
        ";",
        "html",
        "application/json, text/html",
        "application/json;x=\",\", text/html",
        "application/json text/html",
        "application/json\u00a0",
        "text/jsonp",
        "image/x",
      })
  void putsWhatABrowserMayShowIntoASandbox(String type) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);

    AnswerProtection.protect(headers);

    assertThat(headers.getAll(CSP)).containsExactly(AnswerProtection.POLICY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        " Application/JSON ; charset=utf-8 ",
        "application/x-ndjson",
        "text/event-stream",
        "image/png",
        "video/mp4",
        "font/woff2",
        "application/octet-stream",
      })
  void leavesWhatIsNoDocument(String type) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);

    AnswerProtection.protect(headers);

    assertThat(headers.contains(CSP)).isFalse();
  }

  @Test
  void takesAMissingOrRepeatedTypeForADocument() {
    MultiMap missing = MultiMap.caseInsensitiveMultiMap();
    MultiMap repeated =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/json")
            .add("content-type", "text/html");

    AnswerProtection.protect(missing);
    AnswerProtection.protect(repeated);

    assertThat(missing.contains(CSP)).isTrue();
    assertThat(repeated.contains(CSP)).isTrue();
  }

  @Test
  void keepsTheFunctionsOwnPolicyBesideIt() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("content-security-policy", "default-src 'none'")
            .add("content-security-policy", "sandbox allow-same-origin");

    AnswerProtection.protect(headers);

    assertThat(headers.getAll(CSP))
        .containsExactly(
            "default-src 'none'", "sandbox allow-same-origin", AnswerProtection.POLICY);
  }

  @Test
  void removesWhatReachesBeyondTheAnswer() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("SERVICE-WORKER-ALLOWED", "/")
            .add("clear-site-data", "\"*\"")
            .add("X-Kept", "yes");

    AnswerProtection.protect(headers);

    assertThat(headers.names()).containsExactlyInAnyOrder("X-Kept", CSP);
  }

  @Test
  void removesThePortalsCookieAndKeepsTheOrderOfOthers() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Set-Cookie", "a=1")
            .add("set-cookie", "gantry_session=x; Path=/")
            .add("Set-Cookie", "b=gantry_session=2; HttpOnly");

    AnswerProtection.protect(headers);

    assertThat(headers.getAll("Set-Cookie"))
        .isEqualTo(List.of("a=1", "b=gantry_session=2; HttpOnly"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gantry_session=x",
        "Gantry_Session=x",
        " \t gantry_session \t =x",
        "gantry_session",
        "gantry_session;Path=/",
        "gantry_session=",
        "=gantry_session=x",
        " = gantry_session=x",
        "=gantry_session",
        "==gantry_session=x",
        "__Host-gantry_session=x",
        "__host-GANTRY_SESSION=x",
        "__Secure-gantry_session=x",
        "=__Host-gantry_session=x",
        "\"gantry_session\"=x",
        "\u00a0gantry_session=x",
        "\u0000gantry_session=x",
      })
  void knowsThePortalsCookieInDisguise(String cookie) {
    assertThat(AnswerProtection.isPortalCookie(cookie)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gantry_sessions=x",
        "my_gantry_session=x",
        "a=gantry_session",
        "a; gantry_session=x",
        ""
      })
  void leavesOtherCookies(String cookie) {
    assertThat(AnswerProtection.isPortalCookie(cookie)).isFalse();
  }

  @Test
  void knowsTheRequestForAServiceWorker() {
    var request = MultiMap.caseInsensitiveMultiMap().add("service-worker", " Script");

    assertThat(AnswerProtection.isServiceWorkerScript(request)).isTrue();
    assertThat(AnswerProtection.isServiceWorkerScript(MultiMap.caseInsensitiveMultiMap()))
        .isFalse();
  }
}
