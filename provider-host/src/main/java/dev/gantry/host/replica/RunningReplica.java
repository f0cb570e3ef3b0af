package dev.gantry.host.replica;

import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A replica that runs or rests. Used by one thread at a time, closed by who launched it. */
public interface RunningReplica extends AutoCloseable {

  /** Where it answers; may be another one after it rested. */
  InetSocketAddress address();

  /** Takes no further calls and waits for those that run, for some time. */
  void drain(Duration limit) throws InterruptedException;

  /**
   * Completes with the reason, for people, when it ended of itself; not when it rests or is closed.
   * Never completes where replicas do not end.
   */
  CompletableFuture<String> ended();

  /**
   * Puts it to rest. Only for the tiers among the provider's capabilities, never {@link
   * RestTier#REMOVED}.
   *
   * @throws IOException if it could not; it is then as it was, or has {@linkplain #ended ended}
   */
  default void rest(RestTier tier) throws IOException, InterruptedException {
    throw new IOException("cannot rest as " + tier);
  }

  /**
   * Wakes it from its rest, or waits for one that was found starting; it takes calls when this
   * returns.
   *
   * @throws IOException if it does not come back
   */
  default void wake() throws IOException, InterruptedException {}

  /** Lets go of it as this program ends: it runs on where it can, and is closed elsewhere. */
  default void release() {
    close();
  }

  /** Ends it and everything it runs, at once. */
  @Override
  void close();
}
