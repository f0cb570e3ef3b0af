package dev.gantry.gateway.edge;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What an endpoint writes a streamed answer to. Bytes are gathered and sent by {@link #flush}, or
 * when there are enough; a write then blocks until the client's connection has taken them. Used by
 * one thread, not the event loop.
 */
final class ResponseStream extends OutputStream {

  private static final int GATHERED = 16 << 10;

  private final Context context;
  private final HttpServerResponse response;
  private Buffer gathered = Buffer.buffer();

  ResponseStream(Context context, HttpServerResponse response) {
    this.context = context;
    this.response = response;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    gathered.appendBytes(bytes, offset, length);
    if (gathered.length() >= GATHERED) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    if (gathered.length() > 0) {
      Buffer ready = gathered;
      gathered = Buffer.buffer();
      send(ready, false);
    }
  }

  /** Sends what is left and ends the answer. */
  @Override
  public void close() throws IOException {
    Buffer ready = gathered;
    gathered = Buffer.buffer();
    send(ready, true);
  }

  private void send(Buffer bytes, boolean last) throws IOException {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    context.runOnContext(turn -> write(bytes, last, taken));
    try {
      taken.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the client is gone").initCause(e);
    } catch (ExecutionException e) {
      throw new IOException("the client is gone", e.getCause());
    }
  }

  private void write(Buffer bytes, boolean last, CompletableFuture<Void> taken) {
    if (response.closed() || response.ended()) {
      taken.completeExceptionally(new IOException("closed"));
      return;
    }
    (last ? response.end(bytes) : response.write(bytes))
        .onComplete(
            (done, failure) -> {
              if (failure == null) {
                taken.complete(null);
              } else {
                taken.completeExceptionally(failure);
              }
            });
  }
}
