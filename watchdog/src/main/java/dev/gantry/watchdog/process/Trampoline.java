package dev.gantry.watchdog.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The short way into the C library: a few lines of C in the runtime folder, called as JNI.
 *
 * <p>The foreign-function API does the same everywhere, and makes some thirty classes at each start
 * for it: 20 ms and several megabytes of every replica (ADR 0010). Where the library of the runtime
 * folder is not named by {@value #PROPERTY}, that API is used.
 */
final class Trampoline {

  /** Where the library is, set by the runtime folder's options. */
  private static final String PROPERTY = "gantry.trampoline";

  private static final boolean IS_LOADED = load();

  private Trampoline() {}

  /** Whether the other methods can be called. */
  static boolean isLoaded() {
    return IS_LOADED;
  }

  /** The address of a function of the C library; 0 if there is none of that name. */
  static long find(String name) {
    return find((name + '\0').getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Calls a function with six integers or addresses.
   *
   * @param errno where to put the function's {@code errno}, an {@code int}
   */
  static native long call(
      long function, long errno, long a, long b, long c, long d, long e, long f);

  /** Where a direct buffer begins. */
  static native long address(ByteBuffer buffer);

  private static native long find(byte[] name);

  @SuppressWarnings("restricted") // native access, as all of this package
  private static boolean load() {
    String library = System.getProperty(PROPERTY);
    if (library == null) {
      return false;
    }
    try {
      System.load(library);
      return true;
    } catch (UnsatisfiedLinkError | IllegalCallerException e) {
      return false; // The slower way says itself what is wrong, if anything is.
    }
  }
}
