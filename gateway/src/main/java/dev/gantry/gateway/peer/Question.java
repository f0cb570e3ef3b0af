package dev.gantry.gateway.peer;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScalingDecision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway asks another.
 *
 * @param kind what is asked
 * @param from the gateway that asks
 * @param to the gateway that is asked; empty for {@link Kind#LOADS}, which makes it known
 * @param turn tells the withdrawals of a gateway apart; a later one has a higher number
 * @param name the function's own name; empty for {@link Kind#LOADS}
 * @param namespace the function's namespace; empty for {@link Kind#LOADS}
 * @param replica the replica's id; empty for {@link Kind#LOADS}
 * @param limitMillis how long to wait for running calls, in milliseconds; 0 only asks
 * @param decision what was carried out; only for {@link Kind#DECIDED}
 */
record Question(
    Kind kind,
    String from,
    String to,
    long turn,
    String name,
    String namespace,
    String replica,
    long limitMillis,
    @Nullable ScalingDecision decision) {

  enum Kind {
    /** How many calls has each function, and who are you? Changes nothing. */
    LOADS,
    /** Take a replica out of rotation and say how many calls are in it. */
    WITHDRAW,
    /** Put a replica back that was withdrawn. */
    RELEASE,
    /** Hear of a decision that was carried out. */
    DECIDED
  }

  static Question loads(String from) {
    return new Question(Kind.LOADS, from, "", 0, "", "", "", 0, null);
  }

  static Question withdraw(
      String from, String to, long turn, FunctionName function, String replica, Duration limit) {
    return new Question(
        Kind.WITHDRAW,
        from,
        to,
        turn,
        function.name(),
        function.namespace(),
        replica,
        limit.toMillis(),
        null);
  }

  static Question release(
      String from, String to, long turn, FunctionName function, String replica) {
    return new Question(
        Kind.RELEASE, from, to, turn, function.name(), function.namespace(), replica, 0, null);
  }

  static Question decided(String from, String to, FunctionName function, ScalingDecision decision) {
    return new Question(
        Kind.DECIDED, from, to, 0, function.name(), function.namespace(), "", 0, decision);
  }

  /**
   * The function that is meant.
   *
   * @throws IllegalArgumentException if it is none
   */
  FunctionName function() {
    return new FunctionName(name, namespace);
  }

  Duration limit() {
    return Duration.ofMillis(limitMillis);
  }
}
