package dev.gantry.watchdog.process;

import java.io.IOException;

/** Starts processes. Thread-safe. */
public interface ProcessStarter {

  /**
   * Starts a process in a process group of its own, with an empty signal mask, default signal
   * dispositions and no descriptor of this program but its three pipes. Returns once it runs; does
   * not hold a virtual thread's carrier for longer than the start itself.
   *
   * @throws ProcessStartException if there is no such program, it may not be run, or the system is
   *     out of processes or descriptors
   */
  ChildProcess start(ProcessCommand command) throws IOException;
}
