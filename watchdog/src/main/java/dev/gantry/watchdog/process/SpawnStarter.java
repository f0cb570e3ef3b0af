package dev.gantry.watchdog.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes by {@code posix_spawn}, about as many a second as a C program can.
 *
 * <p>Needs Linux on x86-64 or aarch64 with pidfds (5.4), glibc 2.34 and native access; see {@link
 * #obstacle}. All promises of {@link ProcessStarter} and {@link ChildProcess} hold. A process that
 * left its group (by {@code setsid}, as daemons do) is not killed with it.
 */
public final class SpawnStarter implements ProcessStarter {

  private static final int NO_PROCESS = 0;

  private final ProcessLedger ledger;

  /** Opened before the first process, since later there may be no descriptor left for it. */
  private final Poller poller;

  /**
   * The command started last, so that a function's program is not looked up for each call. Written
   * by every start of another one.
   */
  private volatile @Nullable EncodedCommand latest;

  /**
   * @param ledger is told of each process before {@link #start} returns and before its number is
   *     given back
   */
  public SpawnStarter(ProcessLedger ledger) {
    this.ledger = ledger;
    poller = Poller.shared();
    ChildSignal.stopIgnoring();
  }

  /** Why it cannot be used here, for a person; empty if it can. */
  public static Optional<String> obstacle() {
    if (!System.getProperty("os.name").equals("Linux")
        || !List.of("amd64", "aarch64").contains(System.getProperty("os.arch"))) {
      return Optional.of("it needs Linux on x86-64 or aarch64");
    }
    String missing = missing();
    if (!missing.isEmpty()) {
      return Optional.of("native access is forbidden or the C library lacks " + missing);
    }
    int pidfd = Libc.openPidfd((int) ProcessHandle.current().pid());
    if (pidfd < 0) {
      return Optional.of("pidfd_open failed: " + Errno.text(-pidfd));
    }
    Libc.close(pidfd);
    return Optional.empty();
  }

  private static String missing() {
    List<String> calls = new ArrayList<>(Libc.missing());
    calls.addAll(Spawn.missing());
    return String.join(", ", calls);
  }

  @Override
  public ChildProcess start(ProcessCommand command) throws ProcessStartException {
    EncodedCommand known = latest;
    if (known != null && known.isOf(command)) {
      try {
        return start(command, known);
      } catch (ProcessStartException e) {
        latest = null; // The program may have gone elsewhere, which a new search finds.
      }
    }
    EncodedCommand encoded = EncodedCommand.of(command);
    ChildProcess process = start(command, encoded);
    latest = encoded;
    return process;
  }

  private ChildProcess start(ProcessCommand command, EncodedCommand encoded)
      throws ProcessStartException {
    try (Scratch scratch = Scratch.borrow()) {
      ChildPipes pipes = ChildPipes.open(scratch, command.mergeErrors());
      return start(scratch, command, encoded, pipes);
    } catch (ErrnoException e) {
      throw StartFailure.of(command, e.errno());
    }
  }

  private ChildProcess start(
      Scratch scratch, ProcessCommand command, EncodedCommand encoded, ChildPipes pipes)
      throws ProcessStartException {
    int pid = NO_PROCESS;
    try {
      pid = Spawn.start(scratch, encoded, command.extra(), pipes);
    } catch (ErrnoException e) {
      throw StartFailure.of(command, encoded.file(), e.errno());
    } finally {
      if (pid == NO_PROCESS) {
        pipes.close();
      } else {
        pipes.closeItsEnds();
      }
    }
    try {
      ledger.started(pid); // First: what dies before this leaves a process that nobody knows.
    } catch (RuntimeException | Error e) {
      process(pid, pipes).close();
      throw e;
    }
    return process(pid, pipes);
  }

  private ChildProcess process(int pid, ChildPipes pipes) {
    return new SpawnedProcess(new ProcessGroup(pid, ledger, poller), pipes, poller);
  }
}
