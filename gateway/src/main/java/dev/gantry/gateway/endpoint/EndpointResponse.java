package dev.gantry.gateway.endpoint;

import dev.gantry.api.ApiJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The answer of an endpoint. */
public sealed interface EndpointResponse {

  /** The status code. */
  int status();

  /** Header fields; {@code Content-Length} is the edge's. */
  Map<String, String> headers();

  /** The same answer with more header fields; those it has already stay as they are. */
  EndpointResponse with(Map<String, String> more);

  /** An answer without a body. */
  static Whole empty(int status) {
    return new Whole(status, Map.of(), new byte[0]);
  }

  /** Text for people and for clients that print it. */
  static Whole text(int status, String text) {
    return new Whole(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** A record of the REST API. */
  static Whole json(int status, Object value) {
    return new Whole(status, Map.of("Content-Type", "application/json"), ApiJson.write(value));
  }

  /** An answer that is there whole. */
  @SuppressWarnings("ArrayRecordComponent") // written once, compared by nobody
  record Whole(int status, Map<String, String> headers, byte[] body) implements EndpointResponse {
    public Whole {
      headers = Map.copyOf(headers);
    }

    @Override
    public Whole with(Map<String, String> more) {
      return new Whole(status, merged(headers, more), body);
    }
  }

  /** An answer that comes bit by bit. */
  record Streamed(int status, Map<String, String> headers, Content content)
      implements EndpointResponse {
    public Streamed {
      headers = Map.copyOf(headers);
    }

    @Override
    public Streamed with(Map<String, String> more) {
      return new Streamed(status, merged(headers, more), content);
    }
  }

  private static Map<String, String> merged(Map<String, String> own, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.putAll(own);
    return all;
  }

  /** Writes a streamed answer. */
  @FunctionalInterface
  interface Content {

    /**
     * Writes the body; blocks while the client is slow. Each {@code flush} sends what was written.
     * Returning ends the answer; an {@link IOException} means the client is gone, and the thread is
     * interrupted then too.
     */
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }
}
