package dev.gantry.gateway.replica;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ProviderException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes one function, one wake at a time however many calls ask. Thread-safe; asking returns at
 * once, the provider is called on a thread of its own.
 */
final class WakeUp {

  private static final Logger LOG = LoggerFactory.getLogger(WakeUp.class);

  private enum Phase {
    /** Nobody has asked. */
    IDLE,
    /** The provider is being asked. */
    ASKING,
    /** The provider has agreed; its push that says so has not come yet. */
    AGREED
  }

  private final FunctionName name;
  private final Waker waker;
  private final Executor threads;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);

  /**
   * @param waker asks the provider; blocks
   * @param threads runs what blocks
   */
  WakeUp(FunctionName name, Waker waker, Executor threads) {
    this.name = name;
    this.waker = waker;
    this.threads = threads;
  }

  /** Asks the provider, unless that is under way. */
  void request(Rotation rotation) {
    if (phase.compareAndSet(Phase.IDLE, Phase.ASKING)) {
      threads.execute(() -> ask(rotation));
    }
  }

  /** The wake had its effect, or nobody needs it any more: the next request asks again. */
  void settled() {
    phase.compareAndSet(Phase.AGREED, Phase.IDLE);
  }

  private void ask(Rotation rotation) {
    Refusal refusal = wake();
    if (refusal == null) {
      phase.set(Phase.AGREED);
      rotation.wakeAgreed();
    } else {
      phase.set(Phase.IDLE);
      rotation.refuseAll(refusal);
    }
  }

  private @Nullable Refusal wake() {
    try {
      ChangeOutcome outcome = waker.wake(name);
      if (outcome instanceof ChangeOutcome.Done) {
        return null;
      }
      if (outcome instanceof ChangeOutcome.NotFound) {
        return Refusal.GONE;
      }
      LOG.atWarn()
          .addKeyValue("function", name)
          .addKeyValue("outcome", outcome)
          .log("function could not be woken");
    } catch (ProviderException e) {
      LOG.atWarn().addKeyValue("function", name).setCause(e).log("function could not be woken");
    } catch (RuntimeException | Error e) {
      LOG.atError().addKeyValue("function", name).setCause(e).log("waking a function failed");
    }
    return Refusal.NOT_WOKEN;
  }
}
