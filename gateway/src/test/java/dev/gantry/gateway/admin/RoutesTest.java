package dev.gantry.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.contract.Answer;
import dev.gantry.gateway.contract.OpenApiContract;
import dev.gantry.gateway.contract.Requests;
import dev.gantry.tck.MemorySettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "BREW");

  private final OpenApiContract contract = OpenApiContract.ofGateway();

  /** Streams of events end after a moment. */
  private final AdminFixture gateway =
      new AdminFixture(MemorySettings.DEFAULT, Duration.ofMillis(500));

  @AfterEach
  void close() {
    gateway.close();
  }

  static Stream<String> paths() {
    return Stream.of(
        "/system/functions",
        "/system/function/fn",
        "/system/scale-function/fn.ns",
        "/system/scaling/fn.ns",
        "/system/alert",
        "/system/session",
        "/system/info",
        "/system/logs",
        "/system/secrets",
        "/system/namespaces",
        "/system/namespace/",
        "/system/namespace/ns",
        "/healthz",
        "/openapi.yaml",
        "/ui",
        "/ui/",
        "/ui/style.css",
        "/system/events",
        "/system/nodes");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void takesTheMethodsOfTheDocumentAndRefusesOthersWithAllow(String path) throws Exception {
    Set<String> documented = contract.methodsOf(path);
    assertThat(documented).isNotEmpty();
    for (String method : METHODS) {
      Answer answer = gateway.ask(method, path);
      if (documented.contains(method)) {
        assertThat(answer.status()).as(method).isNotEqualTo(405);
      } else {
        assertThat(answer.status()).as(method).isEqualTo(405);
        assertThat(new TreeSet<>(List.of(answer.header("Allow").split(", ", -1))))
            .isEqualTo(documented);
      }
    }
  }

  @Test
  void theDocumentKnowsNoPathThatTheseTestsForgot() {
    Set<String> forgotten = new TreeSet<>();
    for (String operation : contract.operations()) {
      String path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[^}]+}", "fn");
      boolean tested =
          paths().anyMatch(each -> contract.methodsOf(each).equals(contract.methodsOf(path)));
      if (!path.startsWith("/function/") && !path.equals("/") && !tested) {
        forgotten.add(operation);
      }
    }

    assertThat(forgotten).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/system",
        "/system/",
        "/system/functions/",
        "/system/function/",
        "/system/function/a/b",
        "/system/function/a b",
        "/system/function/ä",
        "/system/function/..%2f",
        "/system/scale-function/",
        "/system/telemetry",
        "/system/namespace",
        "/system/../system/functions",
        "//system/functions",
        "/System/functions",
        "/ui/../openapi.yaml",
        "/ui/index.html",
        "/ui/nothing",
        "/metrics",
        "/async-function/echo",
        "/favicon.ico",
        "",
        "*"
      })
  void answers404ToWhatIsNotThere(String path) throws Exception {
    Answer answer = gateway.ask("GET", path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("no such path");
  }

  @ParameterizedTest
  @CsvSource({"GET,307", "HEAD,307", "POST,400", "PUT,405", "DELETE,405"})
  void theRootLeadsToThePortal(String method, int status) throws Exception {
    Answer answer = gateway.ask(method, "/");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Location")).isEqualTo(status == 307 ? "/ui/" : "");
  }

  @Test
  void explainsTheHeaderToAPostWithoutOne() throws Exception {
    assertThat(gateway.ask("POST", "/", "hello").text()).contains("X-Function");
  }

  @Test
  void servesTheDocumentAndThePage() throws Exception {
    Answer document = gateway.ask("GET", "/openapi.yaml");
    Answer page = gateway.ask("GET", "/ui/");

    assertThat(document.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(document.text()).startsWith("openapi: 3.1");
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.text()).contains("Gantry").doesNotContain("http://", "https://");
  }

  @Test
  void everyAnswerTellsBrowsersToKeepItToThemselves() throws Exception {
    for (String path : List.of("/system/functions", "/ui/", "/healthz", "/nothing")) {
      Answer answer = gateway.ask("GET", path);
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("Access-Control"));
    }
    assertThat(gateway.ask("GET", "/system/functions").headers())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Cross-Origin-Resource-Policy", "same-origin");
    assertThat(gateway.ask("GET", "/ui/").headers()).containsEntry("X-Frame-Options", "DENY");
  }

  @Test
  void theGuardComesFirst() throws Exception {
    for (String path : List.of("/system/functions", "/system/nothing", "/ui/", "/ui")) {
      assertThat(gateway.ask(Requests.of("GET", path).header("host", "evil.example")).status())
          .isEqualTo(421);
    }
  }

  @Test
  void openPathsNeedNoLoopbackHost() throws Exception {
    for (String path : List.of("/healthz", "/openapi.yaml", "/")) {
      assertThat(gateway.ask(Requests.of("GET", path).header("host", "evil.example")).status())
          .isLessThan(400);
    }
  }
}
