package dev.gantry.gateway.relay;

import dev.gantry.gateway.replica.Refusal;
import dev.gantry.gateway.replica.ReplicaSlot;
import dev.gantry.gateway.replica.Rotation;
import dev.gantry.gateway.replica.WaitingCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The waiting of one call for a replica, bounded in time. Runs on the call's event loop. */
final class InLine implements WaitingCall {

  private static final long NOT_SET = -1;
  private static final long NANOS_IN_MILLI = 1_000_000;

  private final Relay relay;
  private final Rotation rotation;
  private final Call call;
  private final Duration most;
  private final boolean cold;
  private final long since = System.nanoTime();
  private long timer = NOT_SET;
  private boolean over;

  InLine(Relay relay, Rotation rotation, Call call) {
    this.relay = relay;
    this.rotation = rotation;
    this.call = call;
    this.most = rotation.settings().waitingTime();
    this.cold = !rotation.hasReady();
  }

  /** Whether it waits for a replica to be started, and not for one to have room. */
  boolean isCold() {
    return cold;
  }

  /** How long it has waited, in nanoseconds. */
  long waited() {
    return System.nanoTime() - since;
  }

  void join() {
    timer = relay.timer(TimeLimits.nanos(most) / NANOS_IN_MILLI, this::timePassed);
    rotation.await(this);
  }

  /** Leaves the line; a replica that is handed over at this moment is left as well. */
  void leave() {
    if (!over) {
      end();
      rotation.giveUp(this);
    }
  }

  @Override
  public void granted(ReplicaSlot replica) {
    relay.run(
        () -> {
          if (over) {
            rotation.leave(replica);
          } else {
            end();
            call.granted(replica);
          }
        });
  }

  @Override
  public void refused(Refusal why) {
    relay.run(() -> answer(why));
  }

  private void timePassed() {
    timer = NOT_SET;
    answer(rotation.giveUp(this));
  }

  private void answer(@Nullable Refusal why) {
    if (!over && why != null) {
      end();
      call.refused(why, most);
    }
  }

  private void end() {
    over = true;
    if (timer != NOT_SET) {
      relay.cancel(timer);
    }
  }
}
