package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.gantry.docker.EngineFault;
import dev.gantry.provider.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;

/**
 * Requests to a manager as JSON trees. docker-java's own objects drop members that they do not
 * know, and a service that is written back without one of them has its tasks replaced (ADR 0018).
 *
 * <p>Thread-safe; blocks. An answer that is an error is an {@link EngineRefusal}.
 */
final class SwarmApi {

  static final ObjectMapper JSON = new ObjectMapper();

  private final DockerHttpClient transport;

  SwarmApi(DockerHttpClient transport) {
    this.transport = transport;
  }

  JsonNode get(String path) {
    return get(path, Map.of());
  }

  JsonNode get(String path, Map<String, String> headers) {
    return send(Method.GET, path, new byte[0], headers);
  }

  /** What a list request answers, restricted by filters as the engine knows them. */
  JsonNode list(String path, Map<String, List<String>> filters) {
    return get(path + "?filters=" + encoded(text(filters)));
  }

  JsonNode post(String path, JsonNode body, Map<String, String> headers) {
    return send(Method.POST, path, text(body).getBytes(UTF_8), headers);
  }

  void delete(String path) {
    send(Method.DELETE, path, new byte[0], Map.of());
  }

  /** An answer that goes on; closed by the caller. */
  Response stream(String path) {
    Request.Builder request = Request.builder().method(Method.GET);
    request.path(path);
    Response response = transport.execute(request.build());
    if (response.getStatusCode() < 400) {
      return response;
    }
    try (response) {
      throw new EngineRefusal(response.getStatusCode(), reason(response.getBody().readAllBytes()));
    } catch (IOException failed) {
      throw notAsked(new UncheckedIOException(failed));
    }
  }

  private JsonNode send(Method method, String path, byte[] body, Map<String, String> headers) {
    Request.Builder request = Request.builder().method(method);
    request.path(path).putAllHeaders(headers);
    if (body.length > 0) {
      request.putHeader("Content-Type", "application/json").bodyBytes(body);
    }
    try (Response response = transport.execute(request.build())) {
      byte[] answer = response.getBody().readAllBytes();
      if (response.getStatusCode() >= 400) {
        throw new EngineRefusal(response.getStatusCode(), reason(answer));
      }
      return answer.length == 0 ? MissingNode.getInstance() : JSON.readTree(answer);
    } catch (IOException failed) {
      throw notAsked(new UncheckedIOException(failed));
    } catch (RuntimeException failed) {
      throw failed instanceof EngineRefusal refusal ? refusal : notAsked(failed);
    }
  }

  private static ProviderException notAsked(RuntimeException failed) {
    return new ProviderException(EngineFault.reason(failed), failed);
  }

  private static String reason(byte[] answer) {
    try {
      return JSON.readTree(answer).path("message").asText(new String(answer, UTF_8));
    } catch (IOException notJson) {
      return new String(answer, UTF_8).strip();
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
