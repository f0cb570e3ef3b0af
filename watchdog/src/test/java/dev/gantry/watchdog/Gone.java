package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes that have written their number into a file. */
final class Gone {

  private Gone() {}

  static void assertThatIsGone(Path pid) throws Exception {
    eventually(
        () -> assertThat(ProcessHandle.of(number(pid)).filter(ProcessHandle::isAlive)).isEmpty());
  }

  static long number(Path pid) throws IOException {
    return Long.parseLong(Files.readString(pid).strip());
  }
}
