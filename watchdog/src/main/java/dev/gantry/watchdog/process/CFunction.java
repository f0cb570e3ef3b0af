package dev.gantry.watchdog.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One function of the C library, called with up to six integers or addresses.
 *
 * <p>Every function has the same shape on purpose: linking one more shape costs 3 to 5 ms of every
 * watchdog's start, one more function of the same shape a few microseconds. On x86-64 and aarch64
 * the callee does not look at argument registers it has no parameter for, nor at the upper half of
 * one that holds an {@code int}; it leaves garbage in the upper half of an {@code int} it returns.
 *
 * <p>A record, because the JIT trusts the fields of a constant record and so inlines the call.
 *
 * @param name as in the C library
 * @param handle null if this system has no such function or forbids native access
 */
record CFunction(String name, @Nullable MethodHandle handle) {

  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);

  static CFunction find(String name) {
    try {
      Linker linker = Linker.nativeLinker();
      Optional<MemorySegment> address = linker.defaultLookup().find(name);
      return new CFunction(name, address.map(CFunction::link).orElse(null));
    } catch (UnsupportedOperationException | IllegalCallerException e) {
      return new CFunction(name, null);
    }
  }

  @SuppressWarnings("restricted") // The native access that this package is made of.
  private static MethodHandle link(MemorySegment address) {
    return Linker.nativeLinker()
        .downcallHandle(address, SHAPE, Linker.Option.captureCallState("errno"));
  }

  boolean exists() {
    return handle != null;
  }

  /** Calls it for its {@code int}; its {@code errno} is left in {@code scratch}. */
  int call(Scratch scratch, long a, long b, long c) {
    return (int) call(scratch, a, b, c, 0, 0, 0);
  }

  /** Calls it; its {@code errno} is left in {@code scratch}. */
  long call(Scratch scratch, long a, long b, long c, long d, long e, long f) {
    MethodHandle target = handle;
    if (target == null) {
      throw new UnsupportedOperationException(name + " is not in this system's C library");
    }
    try {
      return (long) target.invokeExact(scratch.callState(), a, b, c, d, e, f);
    } catch (Throwable t) {
      throw new AssertionError("a call of " + name + " does not throw", t);
    }
  }
}
