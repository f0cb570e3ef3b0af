package dev.gantry.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.gateway.endpoint.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiContractTest {

  private static final Map<String, List<String>> JSON =
      Map.of("content-type", List.of("application/json"));

  private final OpenApiContract contract = OpenApiContract.ofGateway();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /system/functions      | 200 | application/json         | []
          GET  | /system/secrets        | 200 | application/json         | [{"name":"a","namespace":"b"}]
          GET  | /healthz               | 200 | text/plain;charset=utf-8 | OK
          GET  | /system/functions      | 500 | text/plain               | broken
          POST | /function/fn           | 418 | image/png                | anything
          PUT  | /function/fn/a/b/c     | 200 | text/html                | anything
          GET  | /nothing/here          | 404 | text/plain               | no such path
          """)
  void acceptsWhatIsPromised(String method, String path, int status, String type, String body) {
    contract.check(method, path, status, Map.of("Content-Type", List.of(type)), bytes(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /system/functions   | 200 | application/json | {}
          GET  | /system/functions   | 204 | application/json | []
          GET  | /system/functions   | 200 | text/plain       | []
          GET  | /system/functions   | 200 | application/json | [{"name":"a"}]
          GET  | /system/secrets     | 200 | application/json | [{"name":"a","value":"secret"}]
          POST | /system/functions   | 202 | application/json | {}
          GET  | /system/functions   | 401 | text/plain       | invalid credentials
          GET  | /healthz            | 200 | text/plain       | FINE
          GET  | /nothing/here       | 200 | text/plain       | found
          PUT  | /system/info        | 405 | text/plain       | no
          GET  | /system/functions   | 400 | application/problem+json | {"type":"urn:gantry:problem:invented","title":"","status":400,"detail":""}
          """)
  void refusesWhatIsNotPromised(String method, String path, int status, String type, String body) {
    assertThatThrownBy(
            () ->
                contract.check(
                    method, path, status, Map.of("Content-Type", List.of(type)), bytes(body)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void checksFormats() {
    String line =
        """
        {"name":"a","namespace":"b","instance":"c","timestamp":"yesterday","text":""}
        """;

    assertThat(
            contract.violations(
                "GET",
                "/system/logs",
                200,
                Map.of("content-type", List.of("application/x-ndjson")),
                bytes(line)))
        .singleElement()
        .asString()
        .contains("timestamp");
  }

  @Test
  void everyReferenceHasATarget() {
    for (JsonNode reference : contract.document().findValues("$ref")) {
      assertThat(contract.document().at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void everyOperationHasAnIdOfItsOwn() {
    List<String> ids = contract.document().findValuesAsText("operationId");

    assertThat(ids).hasSameSizeAs(contract.operations()).doesNotHaveDuplicates();
  }

  @Test
  void everyComponentIsUsed() {
    Set<String> used = new HashSet<>(contract.document().findValuesAsText("$ref"));
    Set<String> unused = new TreeSet<>();
    for (String kind : List.of("parameters", "requestBodies", "responses", "schemas")) {
      contract
          .document()
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!used.contains("#/components/" + kind + "/" + name)) {
                  unused.add(name);
                }
              });
    }

    assertThat(unused).isEmpty();
  }

  @Test
  void listsTheTypesOfAllProblems() {
    Set<String> listed = new TreeSet<>();
    contract
        .document()
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(each -> listed.add(each.asText()));

    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemKind.values()).map(ProblemKind::type).toList());
  }

  @Test
  void ignoresTheBodyOfHead() {
    assertThat(contract.violations("HEAD", "/healthz", 200, JSON, bytes("?"))).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
