package dev.gantry.process.replica;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Starts what answers calls for one replica. Thread-safe. */
public interface ReplicaLauncher {

  /**
   * Starts it; it takes calls when this returns.
   *
   * @throws IOException if it cannot run; the message is shown to people as the reason
   */
  RunningReplica launch(FunctionName name, FunctionDeployment deployment, String replicaId)
      throws IOException;

  /** One that runs. Closed by who launched it. */
  interface RunningReplica extends AutoCloseable {

    /** Where it answers. */
    InetSocketAddress address();

    /** Takes no further calls and waits for those that run, for some time. */
    void drain(Duration limit) throws InterruptedException;

    /** Ends it and everything it runs, at once. */
    @Override
    void close();
  }
}
