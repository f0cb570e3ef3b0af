package dev.gantry.host;

import dev.gantry.host.store.StoreException;
import dev.gantry.provider.ProviderException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one write follow the other, across all functions: a secret cannot be removed while a
 * function that uses it is being deployed. Writes are short; what takes long is done by the threads
 * of replicas.
 */
final class Writes {

  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed; // guarded by the lock

  /**
   * @throws ProviderException if the database refused the write, or after {@link #end}
   */
  <T> T inTurn(Supplier<T> write) {
    lock.lock();
    try {
      if (closed) {
        throw new ProviderException("the provider is closed", new IllegalStateException("closed"));
      }
      return write.get();
    } catch (StoreException failed) {
      throw new ProviderException(String.valueOf(failed.getMessage()), failed);
    } finally {
      lock.unlock();
    }
  }

  /** Lets no further write begin; returns whether this was the first call. */
  boolean end() {
    lock.lock();
    try {
      boolean first = !closed;
      closed = true;
      return first;
    } finally {
      lock.unlock();
    }
  }
}
