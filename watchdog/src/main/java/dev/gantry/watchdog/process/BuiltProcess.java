package dev.gantry.watchdog.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process started by {@link BuilderStarter}. */
final class BuiltProcess implements ChildProcess {

  private static final int SIGTERM = 15;
  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 64;

  private final Process process;
  private final boolean leadsGroup;
  private final OutputStream stdin;
  private final InputStream stdout;
  private final InputStream stderr;

  BuiltProcess(Process process, boolean leadsGroup) {
    this.process = process;
    this.leadsGroup = leadsGroup;
    stdin = new ThreadedOutputStream(process.getOutputStream());
    stdout = new ThreadedInputStream(process.getInputStream());
    stderr = new ThreadedInputStream(process.getErrorStream());
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return stdout;
  }

  @Override
  public InputStream stderr() {
    return stderr;
  }

  @Override
  public ExitStatus awaitExit() throws InterruptedException {
    return status(process.waitFor());
  }

  @Override
  public Optional<ExitStatus> awaitExit(Duration limit) throws InterruptedException {
    boolean ended = process.waitFor(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    return ended ? Optional.of(status(process.exitValue())) : Optional.empty();
  }

  private static ExitStatus status(int value) {
    boolean signaled = value > SIGNAL_BASE && value <= SIGNAL_BASE + LAST_SIGNAL;
    return signaled ? new ExitStatus.Signaled(value - SIGNAL_BASE) : new ExitStatus.Exited(value);
  }

  @Override
  public void signalGroup(int signal) {
    Signals.check(signal);
    if (!leadsGroup) {
      signalTree(signal);
    } else if (process.isAlive() || ProcessHandle.of(process.pid()).isEmpty()) {
      // The JDK has reaped a leader that is not alive. If its number lives it is a stranger's, and
      // our group is gone; if not, the group's members, if any, keep it from being given away.
      signalLedGroup(Math.toIntExact(process.pid()), signal);
    }
  }

  /** A process just started may not have come to making its group yet. */
  private void signalLedGroup(int pid, int signal) {
    if (Libc.kill(-pid, signal) < 0 && process.isAlive()) {
      Libc.kill(pid, signal);
      Libc.kill(-pid, signal);
    }
  }

  /** Not through {@link Process}, whose destruction closes streams and may block at that. */
  private void signalTree(int signal) {
    if (signal == Libc.SIGKILL) {
      List<ProcessHandle> descendants = process.descendants().toList();
      process.toHandle().destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    } else if (signal == SIGTERM) {
      process.toHandle().destroy();
    }
  }

  @Override
  public void close() {
    signalGroup(Libc.SIGKILL);
    Streams.close(stdin, stdout, stderr);
  }
}
