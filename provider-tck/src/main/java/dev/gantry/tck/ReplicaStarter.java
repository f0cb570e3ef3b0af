package dev.gantry.tck;

import dev.gantry.api.FunctionName;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * What a {@link MemoryProvider} calls instead of an engine: a test plugs in fakes that listen on
 * real sockets. Called on virtual threads, for different replicas at once.
 */
@FunctionalInterface
public interface ReplicaStarter {

  /**
   * Starts what stands for a replica.
   *
   * @return where it answers
   * @throws IOException to let the replica fail; the message becomes the reason
   */
  InetSocketAddress start(FunctionName name, String replicaId) throws IOException;

  /** Ends what {@link #start} started; called once, after the replica was withdrawn. */
  default void stop(FunctionName name, String replicaId) {}
}
