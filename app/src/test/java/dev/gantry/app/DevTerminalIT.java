package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at two terminals: one runs {@code gantry dev}, a file is saved in the other one. */
@NeedsProgram({"tmux", "python3"})
@Timeout(240)
final class DevTerminalIT {

  private static final String FIRST = "person:0";
  private static final String SECOND = "person:1";

  @TempDir private Path scratch;

  private Map<String, String> environment = Map.of();
  private int port;

  @BeforeEach
  void openTerminals() throws Exception {
    port = FreePort.find();
    TypedCommands typed =
        new TypedCommands(
            scratch.resolve("work"), scratch.resolve("home"), "http://127.0.0.1:" + port);
    environment = typed.environmentWithProgram(scratch.resolve("bin"));
    tmux("-f", "/dev/null", "new-session", "-d", "-s", "person", "-x", "120", "-y", "40", "sh");
    tmux("new-window", "-d", "-t", SECOND, "sh");
    for (String window : List.of(FIRST, SECOND)) {
      type(window, "cd '" + typed.folder() + "'");
    }
  }

  @AfterEach
  void closeTerminals() throws Exception {
    tmux("kill-server");
  }

  @Test
  void showsAFunctionBeforeAndAfterASave() throws Exception {
    type(FIRST, "gantry new hello --lang python && gantry dev --listen 127.0.0.1:" + port);
    awaitShown(FIRST, "Save a file to reload its function. Ctrl-C ends.");
    type(SECOND, "echo you | gantry invoke hello");
    awaitShown(SECOND, "Hello, you!");

    type(SECOND, "sed -i s/Hello/Ahoy/ hello/handler.py");
    awaitShown(FIRST, "hello: reloaded in ");
    type(SECOND, "echo you | gantry invoke hello");

    awaitShown(SECOND, "Ahoy, you!");
    awaitShown(FIRST, "Wrote ");
    tmux("send-keys", "-t", FIRST, "C-c");
    type(FIRST, "echo \"ended: $?\"");
    awaitShown(FIRST, "ended: 0");
  }

  private void type(String window, String line) throws Exception {
    tmux("send-keys", "-t", window, "-l", line);
    tmux("send-keys", "-t", window, "Enter");
  }

  private void awaitShown(String window, String text) throws Exception {
    eventually(
        () ->
            assertThat(tmux("capture-pane", "-p", "-J", "-S", "-500", "-t", window))
                .contains(text));
  }

  private String tmux(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("tmux", "-S", scratch.resolve("tmux").toString()));
    command.addAll(List.of(arguments));
    return Command.run(environment, command).orFail();
  }
}
