package dev.gantry.provider;

import dev.gantry.api.FunctionName;
import java.time.Duration;

/**
 * Who is told of replicas, and who is asked before one is stopped: the gateway's replica table.
 *
 * <p>A provider calls {@link #changed} and {@link #removed} for one function in order, never two at
 * once; they return at once, do not throw, and do not call the provider, which may hold a lock.
 */
public interface ReplicaWatcher {

  /**
   * The new state of a function, whole. A state with an older revision than the last is ignored.
   */
  void changed(FunctionState state);

  /** The function is gone; calls that wait for it are answered. */
  void removed(FunctionName name);

  /**
   * Takes a replica out of rotation, in every gateway, and waits until no call is in it. A provider
   * does this before it stops, pauses or replaces a replica, so that no call is cut. It has pushed
   * the replica as draining before, and puts it back by pushing it as ready again. Blocks; called
   * on a virtual thread.
   *
   * <p>Not promised: that a replica that does not become {@link Withdrawal.Quiet} is put back; the
   * provider decides, and pushes the state that follows.
   *
   * @param limit how long to wait for running calls; 0 only asks
   */
  Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
      throws InterruptedException;

  /** What became of a {@linkplain #withdraw withdrawal}. */
  sealed interface Withdrawal {

    /** No call is in the replica and none will be sent. */
    record Quiet() implements Withdrawal {}

    /**
     * The time ran out; no further call is sent.
     *
     * @param callsInFlight how many still run
     */
    record Busy(int callsInFlight) implements Withdrawal {}

    /**
     * Another gateway could not be asked, so nobody knows whether it has a call in the replica or
     * will send one.
     *
     * @param why one sentence
     */
    record Unconfirmed(String why) implements Withdrawal {}
  }
}
