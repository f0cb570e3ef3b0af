package dev.gantry.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failed request to an engine says to people. */
public final class EngineFault {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STATUS = Pattern.compile("Status \\d+: ?(.*)", Pattern.DOTALL);

  private EngineFault() {}

  /** The engine's own reason, or why it could not be asked. */
  public static String reason(RuntimeException fault) {
    if (fault instanceof DockerException refused) {
      return message(String.valueOf(refused.getMessage()));
    }
    Throwable cause = fault;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String text = message == null ? cause.getClass().getSimpleName() : message;
    return cause instanceof IOException ? "the Docker engine does not answer: " + text : text;
  }

  /** Whether the engine gave no answer at all. */
  public static boolean isNoAnswer(RuntimeException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private static String message(String text) {
    Matcher status = STATUS.matcher(text);
    String body = status.matches() ? status.group(1).strip() : text;
    try {
      JsonNode message = JSON.readTree(body).path("message");
      return message.isTextual() ? message.textValue().strip() : body;
    } catch (JsonProcessingException plain) {
      return body;
    }
  }
}
