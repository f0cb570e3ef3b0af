package dev.gantry.watchdog.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function of the C library, reached by the foreign-function API.
 *
 * <p>A record, because the JIT trusts the fields of a constant record and so inlines the call.
 */
record LinkedFunction(MethodHandle handle) {

  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);

  /** Returns null if this system has no such function or forbids native access. */
  static @Nullable LinkedFunction find(String name) {
    try {
      Optional<MemorySegment> address = Linker.nativeLinker().defaultLookup().find(name);
      return address.isPresent() ? link(address.get()) : null;
    } catch (UnsupportedOperationException | IllegalCallerException e) {
      return null;
    }
  }

  @SuppressWarnings("restricted") // The native access that this package is made of.
  private static LinkedFunction link(MemorySegment address) {
    return new LinkedFunction(
        Linker.nativeLinker()
            .downcallHandle(address, SHAPE, Linker.Option.captureCallState("errno")));
  }

  /** Calls it; its {@code errno} is left at the beginning of {@code callState}. */
  long call(MemorySegment callState, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) handle.invokeExact(callState, a, b, c, d, e, f);
    } catch (Throwable t) {
      throw new AssertionError("a call of the C library does not throw", t);
    }
  }
}
