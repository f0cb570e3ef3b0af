package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What goes beyond the contract: warm spares and lines as JSON. */
@NeedsScratchRoot
class PackagedAdditionsIT {

  @Test
  void keepsProcessesStartedAheadOfTheirCalls() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start(
            "fprocess",
            "sh -c 'echo >/tmp/spare-$$; cat'",
            "warm_spares",
            "2",
            "cgi_headers",
            "false")) {
      eventually(
          () ->
              assertThat(
                      watchdog
                          .inside("/tmp")
                          .toFile()
                          .list((folder, name) -> name.startsWith("spare-")))
                  .hasSize(2));

      assertThat(watchdog.calls().post("a").body()).isEqualTo("a");
      assertThat(watchdog.calls().post("b").body()).isEqualTo("b");
    }
  }

  @Test
  void writesLinesAsJsonWhenTold() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.shell("mode", "serializing", "log_format", "json")) {
      watchdog.calls().post("echo from the function >&2", "X-Call-Id", "c1");

      watchdog.awaitLine("from the function");
      assertThat(watchdog.lines).allMatch(line -> line.startsWith("{\"") && line.endsWith("}"));
    }
  }
}
