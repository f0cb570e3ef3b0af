package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /opt/gantry/fwatchdog} as process 1 in a {@link ScratchRoot}, with its lines and a client
 * for it.
 */
final class PackagedWatchdog implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile(".*Listening on port: ([0-9]+)\"?.*");
  private static final Pattern METRICS =
      Pattern.compile(".*Metrics listening on port: ([0-9]+)\"?.*");
  private static final int LIMIT_SECONDS = 30;

  /** What it and its functions wrote, line by line. */
  final List<String> lines = new CopyOnWriteArrayList<>();

  private final ScratchRoot root;
  private final Process unshare;
  private final Thread collector;

  PackagedWatchdog(ScratchRoot root, List<String> command) throws IOException {
    this.root = root;
    this.unshare = new ProcessBuilder(command).redirectErrorStream(true).start();
    this.collector = Thread.ofVirtual().start(this::collect);
  }

  /**
   * Starts one on free ports, without a metrics listener, and waits until it takes calls.
   *
   * @param variables names and values in turn, beside a {@code PATH}
   */
  static PackagedWatchdog start(String... variables) throws Exception {
    return PackagedStart.with(variables).start().awaitReady();
  }

  /** Starts one whose function is a shell that runs each call's body. */
  static PackagedWatchdog shell(String... variables) throws Exception {
    return PackagedStart.with(variables).and("fprocess", "sh").start().awaitReady();
  }

  PackagedWatchdog awaitReady() throws Exception {
    try {
      eventually(
          () -> {
            assertThat(unshare.isAlive()).as("%s", lines).isTrue();
            assertThat(lines).anyMatch(LISTENING.asMatchPredicate());
          });
      return this;
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  HttpCalls calls() throws Exception {
    return new HttpCalls(port());
  }

  int port() throws Exception {
    return number(LISTENING);
  }

  int metricsPort() throws Exception {
    return number(METRICS);
  }

  /** A file as the watchdog sees it, while it runs. */
  Path inside(String path) {
    return Path.of("/proc/" + pid() + "/root" + path);
  }

  /** Process 1 as this machine numbers it. */
  long pid() {
    return unshare.children().findFirst().orElseThrow(() -> new AssertionError(lines)).pid();
  }

  /** Sends a signal, such as {@code TERM}. */
  void signal(String name) throws Exception {
    Command.run("kill", "-" + name, Long.toString(pid())).orFail();
  }

  boolean isAlive() {
    return unshare.isAlive();
  }

  /** What it ends with, 128 and more by a signal; all its lines have come then. */
  int awaitExit() throws InterruptedException {
    assertThat(unshare.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("%s", lines).isTrue();
    collector.join();
    return unshare.exitValue();
  }

  /** Waits for a line that contains this. */
  void awaitLine(String part) throws Exception {
    eventually(() -> assertThat(lines).anyMatch(line -> line.contains(part)));
  }

  /** Kills process 1, and so all that it left; mounts are gone with it. */
  @Override
  public void close() {
    unshare.children().forEach(ProcessHandle::destroyForcibly);
    try {
      if (!unshare.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        unshare.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    root.close();
  }

  private int number(Pattern pattern) throws Exception {
    List<Integer> found = new ArrayList<>();
    eventually(
        () -> {
          lines.stream()
              .map(pattern::matcher)
              .filter(Matcher::matches)
              .forEach(matcher -> found.add(Integer.parseInt(matcher.group(1))));
          assertThat(found).as("%s", lines).isNotEmpty();
        });
    return found.getFirst();
  }

  private void collect() {
    try (BufferedReader reader = unshare.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(no more lines: " + e.getMessage() + ")");
    }
  }
}
