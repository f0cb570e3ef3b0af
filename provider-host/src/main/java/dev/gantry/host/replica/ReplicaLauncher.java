package dev.gantry.host.replica;

import java.io.IOException;
import java.util.List;

/** Starts what answers calls for one replica. Thread-safe. */
public interface ReplicaLauncher {

  /**
   * Starts it; it takes calls when this returns. An interrupt gives the launch up, and leaves
   * nothing of it.
   *
   * @throws IOException if it cannot run; the message is shown to people as the reason
   */
  RunningReplica launch(ReplicaOrder order) throws IOException, InterruptedException;

  /**
   * What an earlier run left and goes on without it. Asked once, before the first launch.
   *
   * @throws IOException if that cannot be found out
   */
  default List<FoundReplica> found() throws IOException {
    return List.of();
  }
}
