package dev.gantry.watchdog;

import java.lang.reflect.Proxy;

/**
 * Takes a signal away from the JVM, which would end with an exit code of its own.
 *
 * <p>There is no other way than {@code sun.misc.Signal} of module {@code jdk.unsupported}, and
 * javac warns of every mention of it, so it is reached by reflection. An image made with jlink has
 * to name that module.
 */
final class SignalTrap {

  private SignalTrap() {}

  /**
   * Runs an action, on a thread of its own, at each signal of a kind.
   *
   * @param name such as {@code TERM}
   * @throws IllegalStateException if this JVM has no such module or keeps the signal for itself
   */
  static void set(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object trap =
          Proxy.newProxyInstance(
              SignalTrap.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), trap);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot take the signal " + name, e);
    }
  }
}
