package dev.gantry.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an endpoint answered, streamed or not. */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, Map<String, String> headers, byte[] body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException malformed) {
      throw new AssertionError(text(), malformed);
    }
  }
}
