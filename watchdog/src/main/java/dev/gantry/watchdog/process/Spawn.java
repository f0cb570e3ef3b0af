package dev.gantry.watchdog.process;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;

/**
 * {@code posix_spawn} with what every process of ours gets: a group of its own, an empty signal
 * mask, default dispositions, the three pipes, and no other descriptor.
 *
 * <p>The C library starts the child with {@code vfork} semantics: the calling thread, and the
 * carrier below it, stand still until the program is loaded, some 0.3 ms.
 */
final class Spawn {

  /** More than any C library's opaque structures and signal sets need (336, 80 and 128 bytes). */
  private static final int STRUCTURE = 1024;

  /** In the scratch: behind the child's number, and behind the actions. */
  private static final int ACTIONS = 16;

  private static final int STRINGS = ACTIONS + STRUCTURE;

  private static final int SET_GROUP = 2;
  private static final int SET_SIGNAL_DEFAULTS = 4;
  private static final int SET_SIGNAL_MASK = 8;
  private static final int STDERR = 2;
  private static final int FIRST_TO_CLOSE = 3;

  private static final CFunction SPAWN = CFunction.find("posix_spawn");
  private static final CFunction ATTRIBUTES_INIT = CFunction.find("posix_spawnattr_init");
  private static final CFunction SET_FLAGS = CFunction.find("posix_spawnattr_setflags");
  private static final CFunction SET_DEFAULTS = CFunction.find("posix_spawnattr_setsigdefault");
  private static final CFunction SET_MASK = CFunction.find("posix_spawnattr_setsigmask");
  private static final CFunction ACTIONS_INIT = CFunction.find("posix_spawn_file_actions_init");
  private static final CFunction ACTIONS_FREE = CFunction.find("posix_spawn_file_actions_destroy");
  private static final CFunction DUP2 = CFunction.find("posix_spawn_file_actions_adddup2");
  private static final CFunction CHDIR = CFunction.find("posix_spawn_file_actions_addchdir_np");
  private static final CFunction CLOSE_FROM =
      CFunction.find("posix_spawn_file_actions_addclosefrom_np");

  private Spawn() {}

  /** The same for every process, and only read by the C library. */
  private static final class Shared {
    static final NativeMemory ATTRIBUTES = attributes();
  }

  /** The functions this system lacks. */
  static List<String> missing() {
    return CFunction.missing(
        SPAWN,
        ATTRIBUTES_INIT,
        SET_FLAGS,
        SET_DEFAULTS,
        SET_MASK,
        ACTIONS_INIT,
        ACTIONS_FREE,
        DUP2,
        CHDIR,
        CLOSE_FROM);
  }

  /**
   * Starts a process.
   *
   * @param extra variables of this start alone
   * @return its process id
   */
  static int start(
      Scratch scratch, EncodedCommand command, Map<String, String> extra, ChildPipes pipes)
      throws ErrnoException {
    SpawnStrings strings = SpawnStrings.of(scratch.bytes(), STRINGS, command, extra);
    long actions = scratch.address() + ACTIONS;
    check(ACTIONS_INIT.call(scratch, actions, 0, 0));
    try {
      addActions(scratch, actions, strings, pipes);
      // The child's number is an int in the first bytes of the scratch.
      long id = scratch.address();
      long error =
          SPAWN.call(
              scratch,
              id,
              strings.program(),
              actions,
              Shared.ATTRIBUTES.address(),
              strings.arguments(),
              strings.environment());
      check((int) error);
      return Libc.intAt(scratch, 0);
    } finally {
      ACTIONS_FREE.call(scratch, actions, 0, 0);
      Reference.reachabilityFence(strings);
    }
  }

  private static void addActions(
      Scratch scratch, long actions, SpawnStrings strings, ChildPipes pipes) throws ErrnoException {
    check(DUP2.call(scratch, actions, pipes.input().source(), 0));
    check(DUP2.call(scratch, actions, pipes.output().sink(), 1));
    check(DUP2.call(scratch, actions, pipes.errorSink(), STDERR));
    if (strings.directory() != 0) {
      check(CHDIR.call(scratch, actions, strings.directory(), 0));
    }
    check(CLOSE_FROM.call(scratch, actions, FIRST_TO_CLOSE, 0));
  }

  private static NativeMemory attributes() {
    NativeMemory attributes = new NativeMemory(STRUCTURE);
    NativeMemory set = new NativeMemory(STRUCTURE);
    try (Scratch scratch = Scratch.borrow()) {
      long address = attributes.address();
      check(ATTRIBUTES_INIT.call(scratch, address, 0, 0));
      check(SET_FLAGS.call(scratch, address, SET_GROUP | SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK, 0));
      // The initial values say group 0, which is a new one, and no signal masked.
      check(SET_MASK.call(scratch, address, set.address(), 0));
      // Not sigfillset: it leaves out the two signals of the threads library, which the C library
      // would then have the child ignore.
      for (int at = 0; at < STRUCTURE; at++) {
        set.setByte(at, (byte) 0xff);
      }
      check(SET_DEFAULTS.call(scratch, address, set.address(), 0));
      return attributes;
    } catch (ErrnoException e) {
      throw new IllegalStateException("posix_spawnattr", e);
    } finally {
      Reference.reachabilityFence(set);
    }
  }

  /** These functions return the error instead of setting {@code errno}. */
  private static void check(int error) throws ErrnoException {
    if (error != 0) {
      throw new ErrnoException(error);
    }
  }
}
