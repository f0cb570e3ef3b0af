package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.watchdog.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request as JSON, for {@code marshal_request}: {@code
 * {"header":{name:[value]},"body":{"raw":base64}}}. It is made while it is read, so a body of any
 * size takes no more memory than a small one.
 */
final class RequestJson {

  private RequestJson() {}

  /** The JSON text in UTF-8; reading it reads the body. */
  static InputStream of(Headers headers, InputStream body) {
    InputStream before = text("{\"header\":" + object(headers) + ",\"body\":{\"raw\":\"");
    InputStream after = text("\"}}");
    return new SequenceInputStream(
        Collections.enumeration(List.of(before, new Base64Encoding(body), after)));
  }

  private static InputStream text(String json) {
    return new ByteArrayInputStream(json.getBytes(UTF_8));
  }

  private static String object(Headers headers) {
    Map<String, List<String>> values = new TreeMap<>();
    for (Headers.Field field : headers.fields()) {
      String name = HeaderText.canonicalName(field.name());
      values
          .computeIfAbsent(name, absent -> new ArrayList<>())
          .add(HeaderText.value(field.value()));
    }
    values.remove("Host");
    values.remove("Transfer-Encoding");
    return values.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ":" + array(entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String array(List<String> values) {
    return values.stream().map(RequestJson::quoted).collect(Collectors.joining(",", "[", "]"));
  }

  /** A JSON string, RFC 8259 section 7. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
              } else if (c < 0x20) {
                json.append(String.format("\\u%04x", c));
              } else {
                json.append((char) c);
              }
            });
    return json.append('"').toString();
  }
}
