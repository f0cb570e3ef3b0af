package dev.gantry.provider;

/**
 * What a replica is doing. Only {@link Ready} ones are sent calls.
 *
 * <p>Transitions: Pulling → Starting → Ready ⇄ Resting; Ready → Draining → gone; any → Failing →
 * Starting.
 */
public sealed interface ReplicaState {

  /**
   * Its image is being fetched.
   *
   * @param progress from 0 to 1
   */
  record Pulling(double progress) implements ReplicaState {}

  /** It has been started and does not answer yet. */
  record Starting() implements ReplicaState {}

  /** Its watchdog says that it takes calls. */
  record Ready() implements ReplicaState {}

  /** It is out of rotation and finishes what runs. */
  record Draining() implements ReplicaState {}

  /**
   * It sleeps and can be woken.
   *
   * @param tier how deeply; never {@link RestTier#REMOVED}, which leaves no replica
   */
  record Resting(RestTier tier) implements ReplicaState {}

  /**
   * It should run and does not; the provider tries again with growing pauses.
   *
   * @param reason the cause, for a person
   */
  record Failing(String reason) implements ReplicaState {}
}
