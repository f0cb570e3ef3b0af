package dev.gantry.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gives a request up that the engine does not answer in time, to the last byte; what {@link
 * Patience} calls endless is passed on as it is. docker-java's own limit has no effect on a Unix
 * socket (ADR 0024). Thread-safe; an interrupt of the caller gives the request up, too.
 */
final class BoundedTransport implements DockerHttpClient {

  private final DockerHttpClient engine;
  private final Patience patience;

  /**
   * @param engine sends the requests; closed with this
   */
  BoundedTransport(DockerHttpClient engine, Patience patience) {
    this.engine = engine;
    this.patience = patience;
  }

  /**
   * @throws UncheckedIOException if there was no answer in time, or the caller was interrupted
   */
  @Override
  public Response execute(Request request) {
    return patience
        .limitOf(request)
        .map(limit -> executeWithin(limit, request))
        .orElseGet(() -> engine.execute(request));
  }

  private Response executeWithin(Duration limit, Request request) {
    FutureTask<Response> exchange = new FutureTask<>(() -> Whole.of(engine.execute(request)));
    Thread.ofVirtual().name("docker " + request.path()).start(exchange);
    try {
      return exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException silent) {
      throw new UncheckedIOException(
          new SocketTimeoutException(
              "no answer to %s %s within %d s"
                  .formatted(request.method(), resource(request), limit.toSeconds())));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    } catch (ExecutionException failed) {
      throw thrown(failed.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  /** Without the query, which says little to people. */
  private static String resource(Request request) {
    return request.path().replaceFirst("\\?.*", "");
  }

  private static RuntimeException thrown(@Nullable Throwable failed) {
    return switch (failed) {
      case Error error -> throw error;
      case RuntimeException fault -> fault;
      case IOException broken -> new UncheckedIOException(broken);
      case null, default -> new IllegalStateException(failed);
    };
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }

  /** An answer that has been read to its end. */
  private record Whole(int status, Map<String, List<String>> fields, byte[] body)
      implements Response {

    static Whole of(Response response) throws IOException {
      try (response;
          InputStream body = response.getBody()) {
        return new Whole(response.getStatusCode(), response.getHeaders(), body.readAllBytes());
      }
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return fields;
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {}
  }
}
