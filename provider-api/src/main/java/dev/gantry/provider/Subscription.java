package dev.gantry.provider;

/** Ends a watch when closed. Idempotent; after it returns no further change is pushed. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
