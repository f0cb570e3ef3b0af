package dev.gantry.gateway.replica;

/** Why a call that waited for a replica got none. */
public enum Refusal {
  /** As many calls of the function wait as may. */
  QUEUE_FULL,
  /** Calls of all functions together leave no place for one more of this one. */
  ROOM_FULL,
  /** Every replica stayed at its limit for as long as a call may wait. */
  SATURATED,
  /** No replica became ready for as long as a call may wait. */
  NONE_READY,
  /** The provider could not start a replica. */
  NOT_WOKEN,
  /** The function was removed. */
  GONE
}
