package dev.gantry.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The program: everything it is given comes in as arguments, so that tests can give it too. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger exit = new AtomicInteger();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(stop, ended, exit)));
    exit.set(run(System.getenv(), arguments, out, err, stop));
    ended.countDown();
    System.exit(exit.get());
  }

  /**
   * Runs one command to its end.
   *
   * @param stop counted down when the process was told to end; a server then drains and returns
   * @return 0 done, 1 failed, 2 wrong usage or a start that is not possible
   */
  static int run(
      Map<String, String> env,
      String[] arguments,
      PrintWriter out,
      PrintWriter err,
      CountDownLatch stop) {
    return GantryCommand.line(env, out, err, stop).execute(arguments);
  }

  /** A signal would end the program with its own number; a drained server has ended well. */
  private static void finish(CountDownLatch stop, CountDownLatch ended, AtomicInteger exit) {
    stop.countDown();
    try {
      ended.await();
    } catch (InterruptedException cutShort) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exit.get());
  }
}
