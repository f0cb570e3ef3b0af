package dev.gantry.tck;

import dev.gantry.provider.Capabilities;
import dev.gantry.provider.RestTier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;

/**
 * How a {@link MemoryProvider} behaves.
 *
 * @param defaultNamespace the namespace that is always there
 * @param capabilities what it can do; what is absent answers as the interface says
 * @param starter gives replicas their addresses
 * @param readyAtOnce whether a started replica is ready at once; otherwise the test says when
 * @param drainLimit how long a withdrawal may take before a replica is stopped all the same
 * @param clock tells the times in states and logs
 */
public record MemorySettings(
    String defaultNamespace,
    Capabilities capabilities,
    ReplicaStarter starter,
    boolean readyAtOnce,
    Duration drainLimit,
    Clock clock) {

  /** Can do everything but images; replicas are ready at once, and nobody answers there. */
  public static final MemorySettings DEFAULT =
      new MemorySettings(
          "openfaas-fn",
          new Capabilities(EnumSet.allOf(RestTier.class), false, false, true, true, true, true),
          (name, replicaId) -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
          true,
          Duration.ofSeconds(10),
          Clock.systemUTC());

  public MemorySettings withCapabilities(Capabilities other) {
    return new MemorySettings(defaultNamespace, other, starter, readyAtOnce, drainLimit, clock);
  }

  public MemorySettings withStarter(ReplicaStarter other) {
    return new MemorySettings(
        defaultNamespace, capabilities, other, readyAtOnce, drainLimit, clock);
  }

  public MemorySettings withReadyAtOnce(boolean other) {
    return new MemorySettings(defaultNamespace, capabilities, starter, other, drainLimit, clock);
  }

  public MemorySettings withDrainLimit(Duration other) {
    return new MemorySettings(defaultNamespace, capabilities, starter, readyAtOnce, other, clock);
  }

  public MemorySettings withClock(Clock other) {
    return new MemorySettings(
        defaultNamespace, capabilities, starter, readyAtOnce, drainLimit, other);
  }
}
