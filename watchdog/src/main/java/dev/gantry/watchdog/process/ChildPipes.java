package dev.gantry.watchdog.process;

import org.jspecify.annotations.Nullable;

/**
 * The pipes between this program and one process.
 *
 * @param input to its STDIN
 * @param output from its STDOUT
 * @param error from its STDERR; null if that is its STDOUT
 */
record ChildPipes(RawPipe input, RawPipe output, @Nullable RawPipe error) {

  /** Opens them, our ends non-blocking; if that fails nothing stays open. */
  static ChildPipes open(Scratch scratch, boolean merged) throws ErrnoException {
    RawPipe input = null;
    RawPipe output = null;
    RawPipe error = null;
    boolean complete = false;
    try {
      input = RawPipe.open(scratch);
      output = RawPipe.open(scratch);
      error = merged ? null : RawPipe.open(scratch);
      ChildPipes pipes = new ChildPipes(input, output, error);
      pipes.unblockOurEnds(scratch);
      complete = true;
      return pipes;
    } finally {
      if (!complete) {
        close(input);
        close(output);
        close(error);
      }
    }
  }

  private void unblockOurEnds(Scratch scratch) throws ErrnoException {
    ErrnoException.check(Libc.setNonBlocking(scratch, input.sink()));
    ErrnoException.check(Libc.setNonBlocking(scratch, output.source()));
    if (error != null) {
      ErrnoException.check(Libc.setNonBlocking(scratch, error.source()));
    }
  }

  /** What the process gets as STDERR. */
  int errorSink() {
    return error == null ? output.sink() : error.sink();
  }

  /** Closes the ends that the process has copies of by now. */
  void closeItsEnds() {
    Libc.close(input.source());
    Libc.close(output.sink());
    if (error != null) {
      Libc.close(error.sink());
    }
  }

  /** Closes all, when there is no process. */
  void close() {
    close(input);
    close(output);
    close(error);
  }

  private static void close(@Nullable RawPipe pipe) {
    if (pipe != null) {
      pipe.close();
    }
  }
}
