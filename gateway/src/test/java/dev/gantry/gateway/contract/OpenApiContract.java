package dev.gantry.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The OpenAPI document as a judge: whether an answer is one that the document promises, by path,
 * method, status, header fields, content type and body. Thread-safe.
 */
public final class OpenApiContract {

  private static final Set<String> METHODS =
      Set.of("get", "head", "options", "delete", "post", "put", "patch");

  private final JsonNode document;
  private final ResponseRules rules;
  private final List<PathTemplate> templates = new ArrayList<>();

  private OpenApiContract(JsonNode document) {
    this.document = document;
    this.rules = new ResponseRules(document);
    document.path("paths").fieldNames().forEachRemaining(each -> templates.add(template(each)));
    templates.sort(PathTemplate.MOST_LITERAL_FIRST);
  }

  /** The document that the gateway serves. */
  public static OpenApiContract ofGateway() {
    try (InputStream in =
        OpenApiContract.class.getResourceAsStream("/dev/gantry/gateway/admin/openapi.yaml")) {
      return of(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A document in YAML. */
  public static OpenApiContract of(byte[] yaml) throws IOException {
    return new OpenApiContract(new YAMLMapper().readTree(yaml));
  }

  /** Fails unless the document promises this answer; {@code path} is without the query. */
  public void check(
      String method, String path, int status, Map<String, List<String>> headers, byte[] body) {
    List<String> found = violations(method, path, status, headers, body);
    if (!found.isEmpty()) {
      throw new AssertionError(
          method + " " + path + " answered " + status + ": " + String.join("; ", found));
    }
  }

  /** What the document does not promise of this answer. */
  public List<String> violations(
      String method, String path, int status, Map<String, List<String>> headers, byte[] body) {
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.putAll(headers);
    boolean noBody = method.equals("HEAD");
    Optional<JsonNode> promised = promised(method, path, status);
    return promised.isEmpty()
        ? List.of("this status is not promised")
        : rules.violations(promised.get(), fields, noBody ? new byte[0] : body, noBody);
  }

  /** Every operation, as method and path template. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (PathTemplate template : templates) {
      for (String method : methods(template)) {
        operations.add(method + " " + template.text());
      }
    }
    return operations;
  }

  /** The methods of the path template that a path belongs to; empty if it belongs to none. */
  public Set<String> methodsOf(String path) {
    return find(path).map(this::methods).orElse(Set.of());
  }

  JsonNode document() {
    return document;
  }

  private Optional<JsonNode> promised(String method, String path, int status) {
    Optional<PathTemplate> template = find(path);
    if (template.isEmpty()) {
      return status == 404 ? Optional.of(component("Problem")) : refusal(status);
    }
    if (!methods(template.get()).contains(method)) {
      return status == 405 ? Optional.of(component("MethodNotAllowed")) : refusal(status);
    }
    JsonNode operation = item(template.get()).path(method.toLowerCase(Locale.ROOT));
    JsonNode responses = operation.path("responses");
    JsonNode exact = responses.path(String.valueOf(status));
    JsonNode response = exact.isMissingNode() ? responses.path("default") : exact;
    return response.isMissingNode() ? Optional.empty() : Optional.of(rules.resolved(response));
  }

  /** The guard answers before anybody knows whether there is such a path or method. */
  private Optional<JsonNode> refusal(int status) {
    return switch (status) {
      case 401 -> Optional.of(component("Unauthorized"));
      case 429 -> Optional.of(component("TooManyFailures"));
      case 403, 421 -> Optional.of(component("Problem"));
      default -> Optional.empty();
    };
  }

  private JsonNode component(String name) {
    return document.path("components").path("responses").path(name);
  }

  private PathTemplate template(String path) {
    Map<String, JsonNode> parameters = new TreeMap<>();
    for (JsonNode each : document.path("paths").path(path).path("parameters")) {
      JsonNode parameter = rules.resolved(each);
      parameters.put(parameter.path("name").asText(), parameter);
    }
    return PathTemplate.of(path, parameters);
  }

  private Optional<PathTemplate> find(String path) {
    return templates.stream().filter(each -> each.pattern().matcher(path).matches()).findFirst();
  }

  private JsonNode item(PathTemplate template) {
    return document.path("paths").path(template.text());
  }

  private Set<String> methods(PathTemplate template) {
    Set<String> methods = new TreeSet<>();
    item(template)
        .fieldNames()
        .forEachRemaining(
            each -> {
              if (METHODS.contains(each)) {
                methods.add(each.toUpperCase(Locale.ROOT));
              }
            });
    return methods;
  }
}
