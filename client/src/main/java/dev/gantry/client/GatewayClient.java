package dev.gantry.client;

import dev.gantry.api.ApiJson;
import dev.gantry.api.DeleteFunctionRequest;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionStatus;
import dev.gantry.api.GatewayInfo;
import dev.gantry.api.ScaleRequest;
import dev.gantry.api.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway can be asked (contract 1.2). Thread-safe; every method blocks until the answer is
 * there or the time limit of the {@link ClientSettings} is over. A namespace that is empty means
 * the gateway's default one.
 *
 * <p>What is not there is an answer (empty or false). Everything else that is not done is a {@link
 * GatewayException}.
 */
public final class GatewayClient implements AutoCloseable {

  private static final String FUNCTIONS = "/system/functions";
  private static final String SECRETS = "/system/secrets";

  private final Wire wire;

  private GatewayClient(Wire wire) {
    this.wire = wire;
  }

  /** A client; nothing is sent yet. */
  public static GatewayClient of(ClientSettings settings) {
    return new GatewayClient(new Wire(settings));
  }

  /** Who answers there. */
  public GatewayInfo info() throws GatewayException, InterruptedException {
    return read("/system/info", GatewayInfo.class, "what it is");
  }

  /** Whether it is well, and its provider too; needs no credentials. */
  public boolean isHealthy() throws GatewayException, InterruptedException {
    return wire.whole(wire.request("GET", "/healthz", null)).statusCode() == 200;
  }

  /** The functions of a namespace, by name. */
  public List<FunctionStatus> functions(String namespace)
      throws GatewayException, InterruptedException {
    return List.of(read(FUNCTIONS + in(namespace), FunctionStatus[].class, "a list of functions"));
  }

  /**
   * One function with what it uses.
   *
   * @return empty if there is none of that name
   */
  public Optional<FunctionStatus> function(String name, String namespace)
      throws GatewayException, InterruptedException {
    String path =
        "/system/function/"
            + Wire.encoded(name)
            + Wire.query(Map.of("namespace", namespace, "usage", "1"));
    HttpResponse<byte[]> answer = wire.whole(wire.request("GET", path, null));
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    return Optional.of(
        wire.read(checked(answer).body(), FunctionStatus.class, "what a function is"));
  }

  /** Deploys a function, or replaces the one of that name: PUT, and POST where there was none. */
  public Deployed deploy(FunctionDeployment deployment)
      throws GatewayException, InterruptedException {
    HttpResponse<byte[]> replaced = wire.whole(wire.request("PUT", FUNCTIONS, deployment));
    if (replaced.statusCode() == 404) {
      create(deployment);
      return Deployed.CREATED;
    }
    checked(replaced);
    return Deployed.UPDATED;
  }

  /** Deploys a function where there is none of that name; otherwise refused with 409. */
  public void create(FunctionDeployment deployment) throws GatewayException, InterruptedException {
    checked(wire.whole(wire.request("POST", FUNCTIONS, deployment)));
  }

  /** Removes a function; false if there was none. */
  public boolean remove(String name, String namespace)
      throws GatewayException, InterruptedException {
    return wasThere(
        wire.request("DELETE", FUNCTIONS, new DeleteFunctionRequest(name, orAbsent(namespace))));
  }

  /** Says how many replicas there should be; false if there is no such function. */
  public boolean scale(String name, String namespace, long replicas)
      throws GatewayException, InterruptedException {
    return wasThere(
        wire.request(
            "POST",
            "/system/scale-function/" + Wire.encoded(name) + in(namespace),
            new ScaleRequest(name, replicas, orAbsent(namespace))));
  }

  /**
   * Opens a log.
   *
   * @return empty if there is no such function
   */
  public Optional<LogLines> logs(LogRequest request) throws GatewayException, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("name", request.name());
    query.put("namespace", request.namespace());
    query.put("instance", request.instance().orElse(""));
    query.put("tail", request.lines().isPresent() ? "" + request.lines().getAsInt() : "");
    query.put("since", request.since().map(Instant::toString).orElse(""));
    query.put("follow", request.follow() ? "1" : "");
    HttpResponse<InputStream> answer =
        wire.streamed(wire.request("GET", "/system/logs" + Wire.query(query), null));
    if (answer.statusCode() == 200) {
      return Optional.of(new LogLines(wire.gateway(), answer.body()));
    }
    byte[] why = wholeOf(answer);
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    throw wire.refusal(answer.statusCode(), why);
  }

  private byte[] wholeOf(HttpResponse<InputStream> answer) throws GatewayException {
    try (InputStream body = answer.body()) {
      return body.readNBytes(64 << 10);
    } catch (IOException broken) {
      throw new GatewayException.Unreachable(wire.gateway(), "its answer broke off");
    }
  }

  /** The names of a namespace's secrets; values are never told. */
  public List<Secret> secrets(String namespace) throws GatewayException, InterruptedException {
    return List.of(read(SECRETS + in(namespace), Secret[].class, "a list of secrets"));
  }

  /** Makes a secret; false if there is one of that name. */
  public boolean createSecret(Secret secret) throws GatewayException, InterruptedException {
    HttpResponse<byte[]> answer = wire.whole(wire.request("POST", SECRETS, secret));
    if (answer.statusCode() == 409) {
      return false;
    }
    checked(answer);
    return true;
  }

  /** Gives a secret another value; false if there is none of that name. */
  public boolean updateSecret(Secret secret) throws GatewayException, InterruptedException {
    return wasThere(wire.request("PUT", SECRETS, secret));
  }

  /** Removes a secret; false if there was none. */
  public boolean removeSecret(String name, String namespace)
      throws GatewayException, InterruptedException {
    Map<String, String> secret =
        namespace.isEmpty() ? Map.of("name", name) : Map.of("name", name, "namespace", namespace);
    return wasThere(wire.request("DELETE", SECRETS, secret));
  }

  /** The namespaces, by name. */
  public List<String> namespaces() throws GatewayException, InterruptedException {
    return List.of(read("/system/namespaces", String[].class, "a list of namespaces"));
  }

  /**
   * Calls a function; its answer may have any status. No credentials are sent, because functions
   * would see them.
   *
   * @throws IllegalArgumentException if a header cannot be sent; the message says which
   */
  public Answer call(Call call) throws GatewayException, InterruptedException {
    String path =
        (call.async() ? "/async-function/" : "/function/")
            + call.function()
            + call.path()
            + (call.query().isEmpty() ? "" : "?" + call.query());
    HttpRequest.Builder request = wire.plain(call.method(), path, body(call));
    call.headers().forEach(header -> request.header(header.name(), header.value()));
    HttpResponse<InputStream> answer = wire.streamed(request);
    return new Answer(answer.statusCode(), answer.headers(), answer.body());
  }

  private static BodyPublisher body(Call call) {
    return call.body().isPresent()
        ? BodyPublishers.ofInputStream(call.body().get())
        : BodyPublishers.noBody();
  }

  private <T> T read(String path, Class<T> type, String what)
      throws GatewayException, InterruptedException {
    HttpResponse<byte[]> answer =
        wire.whole(wire.request("GET", path, null), () -> ApiJson.prepare(type));
    return wire.read(checked(answer).body(), type, what);
  }

  private boolean wasThere(HttpRequest.Builder request)
      throws GatewayException, InterruptedException {
    HttpResponse<byte[]> answer = wire.whole(request);
    if (answer.statusCode() == 404) {
      return false;
    }
    checked(answer);
    return true;
  }

  /** 200, 201 and 202 mean done; 204 does not exist in this API (contract 1.6). */
  private HttpResponse<byte[]> checked(HttpResponse<byte[]> answer) throws GatewayException {
    return switch (answer.statusCode()) {
      case 200, 201, 202 -> answer;
      default -> throw wire.refusal(answer.statusCode(), answer.body());
    };
  }

  private static String in(String namespace) {
    return Wire.query(Map.of("namespace", namespace));
  }

  private static @Nullable String orAbsent(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    wire.close();
  }
}
