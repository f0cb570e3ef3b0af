package dev.gantry.watchdog.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** A process started by {@link SpawnStarter}. */
final class SpawnedProcess implements ChildProcess {

  private final ProcessGroup group;
  private final OutputStream stdin;
  private final InputStream stdout;
  private final InputStream stderr;

  SpawnedProcess(ProcessGroup group, ChildPipes pipes, Poller poller) {
    this.group = group;
    RawPipe error = pipes.error();
    stdin = new PipeOutputStream(pipes.input().sink(), poller);
    stdout = new PipeInputStream(pipes.output().source(), poller);
    stderr =
        error == null ? InputStream.nullInputStream() : new PipeInputStream(error.source(), poller);
  }

  @Override
  public long pid() {
    return group.pid();
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
    return group.await();
  }

  @Override
  public Optional<ExitStatus> awaitExit(Duration limit) throws InterruptedException {
    return group.await(limit);
  }

  @Override
  public void signalGroup(int signal) {
    group.signal(signal);
  }

  @Override
  public void close() {
    group.close();
    Streams.close(stdin, stdout, stderr);
  }
}
