package dev.gantry.gateway.replica;

/**
 * For whom a replica is kept out of rotation.
 *
 * @param gateway the other gateway
 * @param turn tells its withdrawals apart; a later one has a higher number
 * @param until a {@link System#nanoTime} at which it ends by itself, so that a gateway that
 *     vanished keeps nothing
 */
public record Hold(String gateway, long turn, long until) {

  /** Whether this is what a gateway held in a turn, or in one before it. */
  boolean isOf(Hold ended) {
    return gateway.equals(ended.gateway()) && turn <= ended.turn();
  }
}
