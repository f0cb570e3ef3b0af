package dev.gantry.watchdog.process;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The platform thread that waits for all pipes and exits of this JVM, so that no carrier does.
 *
 * <p>Thread-safe. Its thread is a daemon and lives as long as the JVM. A listener may be called
 * once too often, when a descriptor's number was used again; it must look for itself.
 */
final class Poller {

  /** Told, on the poller's thread, that a descriptor is ready or has failed. Must not block. */
  interface Listener {
    void onReady();
  }

  private static final class Shared {
    static final Poller INSTANCE = new Poller(Epoll.open());

    static {
      Thread.ofPlatform()
          .daemon()
          .inheritInheritableThreadLocals(false)
          .name("gantry-process-poller")
          .start(INSTANCE::run);
    }
  }

  private final Epoll epoll;
  private final ConcurrentHashMap<Integer, Listener> listeners = new ConcurrentHashMap<>();

  private Poller(Epoll epoll) {
    this.epoll = epoll;
  }

  static Poller shared() {
    return Shared.INSTANCE;
  }

  /**
   * Asks to be told once. The caller keeps the descriptor open until it called {@link #forget}.
   *
   * @param events {@link Epoll#IN} or {@link Epoll#OUT}
   * @param again whether this descriptor was armed before
   * @return 0, or an {@link Errno} negated
   */
  int arm(int descriptor, int events, boolean again, Listener listener) {
    listeners.put(descriptor, listener);
    return epoll.arm(descriptor, events, again);
  }

  /** Ends it; to be called before the descriptor is closed. */
  void forget(int descriptor, Listener listener) {
    listeners.remove(descriptor, listener);
  }

  private void run() {
    Scratch events = Scratch.own();
    while (true) {
      int count = epoll.await(events);
      for (int i = 0; i < count; i++) {
        tell(listeners.get(Epoll.target(events, i)));
      }
    }
  }

  /** Whatever goes wrong with one process, the thread goes on for all others. */
  private static void tell(@Nullable Listener listener) {
    try {
      if (listener != null) {
        listener.onReady();
      }
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
