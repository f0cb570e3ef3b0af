package dev.gantry.gateway.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** The answer of an endpoint. */
public sealed interface EndpointResponse {

  /** The status code. */
  int status();

  /** Header fields; {@code Content-Length} is the edge's. */
  Map<String, String> headers();

  /** An answer that is there whole. */
  @SuppressWarnings("ArrayRecordComponent") // written once, compared by nobody
  record Whole(int status, Map<String, String> headers, byte[] body) implements EndpointResponse {
    public Whole {
      headers = Map.copyOf(headers);
    }
  }

  /** An answer that comes bit by bit. */
  record Streamed(int status, Map<String, String> headers, Content content)
      implements EndpointResponse {
    public Streamed {
      headers = Map.copyOf(headers);
    }
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
