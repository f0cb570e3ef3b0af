package dev.gantry.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends requests and tells apart how they fail. Thread-safe. */
final class Wire implements AutoCloseable {

  private final ClientSettings settings;
  private final HttpClient http;

  Wire(ClientSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    if (!settings.gateway().isEncrypted()) {
      builder.sslContext(NoTls.context());
    } else if (!settings.verifyTls()) {
      builder.sslContext(TlsTrust.everybody());
    }
    this.http = builder.build();
  }

  GatewayAddress gateway() {
    return settings.gateway();
  }

  /** A request of the REST API, with a body of JSON if there is one. */
  HttpRequest.Builder request(String method, String path, @Nullable Object body) {
    BodyPublisher json =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(ApiJson.write(body));
    HttpRequest.Builder request = plain(method, path, json);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    settings.login().ifPresent(login -> request.header("Authorization", login.header()));
    return request;
  }

  /** A request without credentials. */
  HttpRequest.Builder plain(String method, String path, BodyPublisher body) {
    return HttpRequest.newBuilder(gateway().resolve(path))
        .setHeader("User-Agent", settings.userAgent())
        .method(method, body);
  }

  /** Sends a request and reads its whole answer within the time limit. */
  HttpResponse<byte[]> whole(HttpRequest.Builder request)
      throws GatewayException, InterruptedException {
    return whole(request, () -> {});
  }

  /**
   * The same.
   *
   * @param meanwhile is done while the gateway answers
   */
  HttpResponse<byte[]> whole(HttpRequest.Builder request, Runnable meanwhile)
      throws GatewayException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request.build(), BodyHandlers.ofByteArray());
    try {
      meanwhile.run();
      return answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw unreachable(failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException late) {
      throw tooLate();
    } finally {
      answer.cancel(true);
    }
  }

  /** Sends a request whose answer is read as it comes; the time limit is that of its beginning. */
  HttpResponse<InputStream> streamed(HttpRequest.Builder request)
      throws GatewayException, InterruptedException {
    try {
      return http.send(request.timeout(settings.timeout()).build(), BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException late) {
      throw tooLate();
    } catch (IOException failed) {
      throw unreachable(failed);
    }
  }

  private GatewayException tooLate() {
    return new GatewayException.Unreachable(
        gateway(), "no answer within " + settings.timeout().toMillis() / 1000.0 + " s");
  }

  private GatewayException unreachable(Throwable failed) throws InterruptedException {
    if (failed instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    String why =
        switch (failed) {
          case ConnectException refused when isUnresolved(refused) ->
              "the host " + gateway().host() + " is not known";
          case ConnectException refused -> "nothing listens there";
          case UnknownHostException unknown -> "the host " + gateway().host() + " is not known";
          case SSLException tls -> "TLS failed: " + tls.getMessage();
          default ->
              failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        };
    return new GatewayException.Unreachable(gateway(), why);
  }

  private static boolean isUnresolved(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  GatewayException.Refused refusal(int status, byte[] body) {
    return new GatewayException.Refused(gateway(), status, new String(body, UTF_8));
  }

  <T> T read(byte[] json, Class<T> type, String what) throws GatewayException.Garbled {
    try {
      return ApiJson.read(json, type);
    } catch (InvalidJsonException malformed) {
      throw new GatewayException.Garbled(gateway(), what, String.valueOf(malformed.getMessage()));
    }
  }

  /** Parameters as a query with its question mark; those that are empty are left out. */
  static String query(Map<String, String> parameters) {
    String joined =
        parameters.entrySet().stream()
            .filter(one -> !one.getValue().isEmpty())
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return joined.isEmpty() ? "" : "?" + joined;
  }

  /** A text as a part of a path or query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
