package dev.gantry.gateway;

import dev.gantry.provider.FunctionProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A running gateway: its listeners, its replica table and its REST API over one provider.
 *
 * <p>Thread-safe. Closed by who started it; the provider stays open.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Gateway implements AutoCloseable {

  private Gateway() {}

  /**
   * Watches the provider and starts listening. Blocks until the listeners are bound.
   *
   * @throws IOException if an address cannot be bound or a TLS file cannot be read; the message
   *     says which
   */
  public static Gateway start(GatewaySettings settings, FunctionProvider provider)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Where the public listener is, with its real port. */
  public InetSocketAddress address() {
    throw new UnsupportedOperationException();
  }

  /** Where metrics are, with the real port. */
  public InetSocketAddress metricsAddress() {
    throw new UnsupportedOperationException();
  }

  /** Where functions alone are, when they have a listener of their own. */
  public Optional<InetSocketAddress> functionAddress() {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes no new connection and no further request, and waits for calls that run.
   *
   * @return whether all ended in time
   */
  public boolean drain(Duration limit) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Ends everything at once. Idempotent. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
