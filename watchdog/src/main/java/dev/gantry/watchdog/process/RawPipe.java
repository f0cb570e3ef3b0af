package dev.gantry.watchdog.process;

/**
 * The two descriptors of a pipe, close-on-exec and above 2, so that a child can be handed them as
 * 0, 1 and 2 in any order. Whoever opened it closes both ends.
 */
record RawPipe(int source, int sink) {

  private static final int FIRST_FREE = 3;

  /** Opens one; if that fails nothing stays open. */
  static RawPipe open(Scratch scratch) throws ErrnoException {
    ErrnoException.check(Libc.pipe(scratch));
    RawPipe low = new RawPipe(Libc.intAt(scratch, 0), Libc.intAt(scratch, 1));
    return low.source >= FIRST_FREE && low.sink >= FIRST_FREE ? low : low.moved(scratch);
  }

  /** Only where this program was started with a standard stream closed. */
  private RawPipe moved(Scratch scratch) throws ErrnoException {
    int movedSource = Libc.duplicateAbove(scratch, source, FIRST_FREE);
    int movedSink = Libc.duplicateAbove(scratch, sink, FIRST_FREE);
    close();
    if (movedSource < 0 || movedSink < 0) {
      closeIfOpen(movedSource);
      closeIfOpen(movedSink);
      throw new ErrnoException(-Math.min(movedSource, movedSink));
    }
    return new RawPipe(movedSource, movedSink);
  }

  void close() {
    Libc.close(source);
    Libc.close(sink);
  }

  private static void closeIfOpen(int descriptor) {
    if (descriptor >= 0) {
      Libc.close(descriptor);
    }
  }
}
