package dev.gantry.gateway.replica;

/**
 * A call that waits for a replica. One of the two methods is called, once, on any thread, unless
 * the call {@linkplain Rotation#giveUp gave up} before; both return at once.
 */
public interface WaitingCall {

  /**
   * It may go on: it is counted in this replica and has to {@linkplain Rotation#leave leave} it.
   */
  void granted(ReplicaSlot replica);

  /** It got none. */
  void refused(Refusal why);
}
