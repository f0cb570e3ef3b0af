package dev.gantry.swarm;

import dev.gantry.provider.ReplicaState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task, what our probe says of it, and what was last shown of it. Guarded by the view's lock. */
final class KnownTask {

  private SwarmTask task;
  private boolean answers;
  private boolean started;
  private boolean probed;
  private boolean silent;
  private boolean hung;
  private @Nullable ReplicaState shown;
  private Instant since = Instant.EPOCH;

  KnownTask(SwarmTask task) {
    this.task = task;
  }

  SwarmTask task() {
    return task;
  }

  void update(SwarmTask next) {
    task = next;
  }

  /** Whether its watchdog has said that it takes calls. */
  boolean answers() {
    return answers && !silent && !hung;
  }

  void setAnswers() {
    answers = true;
    silent = false;
    hung = false;
  }

  /** Whether it took calls once and should still, so that it is worth a checkup. */
  boolean isInService() {
    return answers && !silent && task.isWanted() && task.isRunning();
  }

  /** Its watchdog does not answer any more although there is something at its address. */
  void setHung(boolean isHung) {
    hung = isHung;
  }

  boolean isHung() {
    return hung;
  }

  /** Its address stopped answering although the Swarm says that it runs. */
  void setSilent(boolean isSilent) {
    silent = isSilent;
  }

  boolean isSilent() {
    return silent;
  }

  /** Its container runs, whatever the Swarm says by now. */
  void setStarted() {
    started = true;
  }

  /** Says once that it may be probed now: from its container's start on, when it has an address. */
  boolean beginProbe() {
    boolean runs = started || task.isRunning();
    boolean begins = !probed && runs && task.isWanted() && task.address().isPresent();
    probed |= begins;
    return begins;
  }

  /** Notes what is shown, and since when. */
  Instant show(ReplicaState state, Instant now) {
    if (!state.equals(shown)) {
      shown = state;
      since = now;
    }
    return since;
  }
}
