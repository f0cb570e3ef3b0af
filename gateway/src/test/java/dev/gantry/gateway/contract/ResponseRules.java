package dev.gantry.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges an answer by one response object of the document. */
final class ResponseRules {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final JsonNode definitions;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  ResponseRules(JsonNode document) {
    this.document = document;
    this.definitions = standalone(document.at("/components/schemas"));
  }

  /** What a reference stands for. */
  JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  List<String> violations(
      JsonNode response, Map<String, List<String>> headers, byte[] body, boolean noBody) {
    List<String> found = new ArrayList<>();
    response
        .path("headers")
        .properties()
        .forEach(each -> header(each.getKey(), each.getValue(), headers, found));
    if (!noBody) {
      content(response.path("content"), headers, body, found);
    }
    return found;
  }

  private void header(
      String name, JsonNode rule, Map<String, List<String>> headers, List<String> found) {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.isEmpty() && rule.path("required").asBoolean()) {
      found.add(name + " is missing");
    }
    for (String value : values) {
      schema(name, rule.path("schema"), TextNode.valueOf(value), found);
    }
  }

  private void content(
      JsonNode content, Map<String, List<String>> headers, byte[] body, List<String> found) {
    if (content.isMissingNode()) {
      if (body.length > 0) {
        found.add("there is a body of " + body.length + " bytes (expected: none)");
      }
      return;
    }
    if (content.has("*/*")) {
      return;
    }
    String type = headers.getOrDefault("content-type", List.of("")).getFirst();
    String bare = type.split(";", 2)[0].strip();
    JsonNode media = content.path(bare);
    if (media.isMissingNode()) {
      found.add("Content-Type is '" + type + "'");
      return;
    }
    body(bare, media.path("schema"), new String(body, StandardCharsets.UTF_8), found);
  }

  private void body(String type, JsonNode schema, String text, List<String> found) {
    if (type.equals("application/x-ndjson")) {
      text.lines().forEach(line -> json(schema, line, found));
    } else if (type.endsWith("json")) {
      json(schema, text, found);
    } else {
      schema("the body", schema, TextNode.valueOf(text), found);
    }
  }

  private void json(JsonNode schema, String text, List<String> found) {
    try {
      schema("the body", schema, JSON.readTree(text.getBytes(StandardCharsets.UTF_8)), found);
    } catch (IOException malformed) {
      found.add("the body is not JSON: " + malformed.getMessage());
    }
  }

  /** The schema is judged with those it refers to beside it, where JSON Schema has them. */
  private void schema(String what, JsonNode schema, JsonNode value, List<String> found) {
    if (!schema.isObject()) {
      return;
    }
    ObjectNode whole = standalone(schema);
    whole.set("$defs", definitions);
    for (Error error :
        schemas
            .getSchema(whole)
            .validate(
                value,
                context ->
                    context.executionConfig(config -> config.formatAssertionsEnabled(true)))) {
      found.add(what + error.getInstanceLocation() + ": " + error.getMessage());
    }
  }

  private static ObjectNode standalone(JsonNode schemas) {
    try {
      return (ObjectNode)
          JSON.readTree(
              schemas
                  .toString()
                  .replace("#/components/schemas/", "#/$defs/")
                  .getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
