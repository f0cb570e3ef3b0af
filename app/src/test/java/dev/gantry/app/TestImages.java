package dev.gantry.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Gantry's images under a tag of the test's own, gone when it is closed. */
final class TestImages implements AutoCloseable {

  private final String tag;

  private TestImages(String tag) {
    this.tag = tag;
  }

  static TestImages build() throws IOException, InterruptedException {
    TestImages images =
        new TestImages(
            "test-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()));
    Command.run(Map.of("GANTRY_TAG", images.tag), List.of("images/build")).orFail();
    return images;
  }

  String gateway() {
    return "gantry/gateway:" + tag;
  }

  String watchdog() {
    return "gantry/watchdog:" + tag;
  }

  String samples() {
    return "gantry/samples:" + tag;
  }

  /** What the gateway's image was built from. */
  Path context() {
    return RunningGantry.home().resolve("images/target/gateway");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (String name : List.of("samples", "gateway", "watchdog")) {
      Command.run("docker", "rmi", "--force", "gantry/" + name + ":" + tag);
    }
  }
}
