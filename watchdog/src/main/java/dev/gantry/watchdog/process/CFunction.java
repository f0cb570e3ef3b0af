package dev.gantry.watchdog.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One function of the C library, called with up to six integers or addresses.
 *
 * <p>Every function has the same shape on purpose: one {@link Trampoline} is enough for all, and
 * the foreign-function API needs 3 to 5 ms for each further shape. On x86-64 and aarch64 the callee
 * does not look at argument registers it has no parameter for, nor at the upper half of one that
 * holds an {@code int}; it leaves garbage in the upper half of an {@code int} it returns.
 *
 * <p>A record, because the JIT trusts the fields of a constant record and so inlines the call.
 *
 * @param name as in the C library
 * @param address where it is; 0 if this system has no such function
 * @param linked the same for the foreign-function API; null where the trampoline is used
 */
record CFunction(String name, long address, @Nullable LinkedFunction linked) {

  static CFunction find(String name) {
    if (Trampoline.isLoaded()) {
      return new CFunction(name, Trampoline.find(name), null);
    }
    LinkedFunction linked = LinkedFunction.find(name);
    return new CFunction(name, 0, linked);
  }

  /** The names of those that this system lacks. */
  static List<String> missing(CFunction... functions) {
    List<String> names = new ArrayList<>();
    for (CFunction function : functions) {
      if (!function.exists()) {
        names.add(function.name());
      }
    }
    return names;
  }

  boolean exists() {
    return address != 0 || linked != null;
  }

  /** Calls it for its {@code int}; its {@code errno} is left in {@code scratch}. */
  int call(Scratch scratch, long a, long b, long c) {
    return (int) call(scratch, a, b, c, 0, 0, 0);
  }

  /** Calls it; its {@code errno} is left in {@code scratch}. */
  long call(Scratch scratch, long a, long b, long c, long d, long e, long f) {
    LinkedFunction target = linked;
    if (target != null) {
      return target.call(scratch.callState().segment(), a, b, c, d, e, f);
    }
    if (address == 0) {
      throw new UnsupportedOperationException(name + " is not in this system's C library");
    }
    return Trampoline.call(address, scratch.callState().address(), a, b, c, d, e, f);
  }
}
