package dev.gantry.watchdog.process;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process starts with, and why it does not start. */
interface StartContract extends ProcessStarterContract {

  @Test
  default void passesArgumentsAsTheyAre() throws Exception {
    try (ChildProcess process = start(Commands.of("printf", "%s|", "a b", "", "$HOME", "ä'\""))) {
      assertThat(Text.of(process.stdout())).isEqualTo("a b||$HOME|ä'\"|");
    }
  }

  @Test
  default void givesExactlyTheEnvironmentOfTheCommand() throws Exception {
    Map<String, String> variables = Map.of("PATH", Commands.PATH, "EMPTY", "", "Http_X", "a=b\nc");
    ProcessCommand command =
        new ProcessCommand(List.of("env", "-0"), variables, Optional.empty(), false);
    try (ChildProcess process = start(command)) {
      assertThat(Text.of(process.stdout()).split("\0"))
          .containsExactlyInAnyOrder("PATH=" + Commands.PATH, "EMPTY=", "Http_X=a=b\nc");
    }
  }

  @Test
  default void startsInTheDirectory(@TempDir Path directory) throws Exception {
    try (ChildProcess process = start(Commands.in(directory, "pwd", "-P"))) {
      assertThat(Text.line(process.stdout())).isEqualTo(directory.toRealPath().toString());
    }
  }

  @Test
  default void inheritsNoDescriptor() throws Exception {
    try (ChildProcess process = start(Commands.of("ls", "/proc/self/fd"))) {
      // The last one is the directory that it lists.
      assertThat(Text.of(process.stdout())).isEqualTo("0\n1\n2\n3\n");
    }
  }

  @Test
  default void leadsAGroupOfItsOwn() throws Exception {
    try (ChildProcess process = start(Commands.of("sleep", "1000"))) {
      eventually(() -> assertThat(Proc.group(process.pid())).isEqualTo(process.pid()));
    }
  }

  @Test
  default void looksInThePathOfTheCommandOnly(@TempDir Path directory) throws Exception {
    script(directory.resolve("own-tool"), "rwxr-xr-x");
    ProcessCommand command =
        new ProcessCommand(
            List.of("own-tool"), Map.of("PATH", "/nowhere:" + directory), Optional.empty(), false);
    try (ChildProcess process = start(command)) {
      assertThat(Text.line(process.stdout())).isEqualTo("here");
    }
  }

  @Test
  default void findsARelativeProgramFromTheDirectory(@TempDir Path directory) throws Exception {
    Files.createDirectory(directory.resolve("bin"));
    script(directory.resolve("bin/tool"), "rwxr-xr-x");
    try (ChildProcess process = start(Commands.in(directory, "bin/tool"))) {
      assertThat(Text.line(process.stdout())).isEqualTo("here");
    }
  }

  @Test
  default void saysThatAProgramIsNotInThePath() {
    refuses(Commands.of("no-such-program"), "no such program in PATH (" + Commands.PATH + ")");
  }

  @Test
  default void saysThatAFileDoesNotExist() {
    refuses(Commands.of("/no/such/file"), "no such file: /no/such/file");
  }

  @Test
  default void saysThatAFileMayNotBeRun(@TempDir Path directory) throws Exception {
    String file = script(directory.resolve("tool"), "rw-r--r--");
    refuses(Commands.of(file), "permission denied: " + file);
  }

  @Test
  default void saysThatTheOneInThePathMayNotBeRun(@TempDir Path directory) throws Exception {
    String file = script(directory.resolve("tool"), "rw-r--r--");
    refuses(
        new ProcessCommand(
            List.of("tool"), Map.of("PATH", "" + directory), Optional.empty(), false),
        "permission denied: " + file);
  }

  @Test
  default void saysThatAFileIsADirectory() {
    refuses(Commands.of("/usr"), "/usr is a directory");
  }

  @Test
  default void saysThatTheDirectoryDoesNotExist(@TempDir Path directory) {
    Path missing = directory.resolve("missing");
    refuses(Commands.in(missing, "true"), "its working directory " + missing + " does not exist");
  }

  @Test
  default void saysThatTheDirectoryIsAFile(@TempDir Path directory) throws Exception {
    String file = script(directory.resolve("file"), "rw-r--r--");
    refuses(
        Commands.in(Path.of(file), "true"),
        "its working directory " + file + " is not a directory");
  }

  @Test
  default void saysThatTheArgumentsAreTooLong() {
    refuses(Commands.of("true", "x".repeat(300_000)), "its arguments and environment are too long");
  }

  @Test
  default void leavesNothingBehindWhenItRefuses() throws Exception {
    refuses(Commands.of("/no/such/file"), "no such file: /no/such/file");
    int before = Proc.openDescriptors();
    for (int i = 0; i < 20; i++) {
      refuses(Commands.of("/no/such/file"), "no such file: /no/such/file");
    }
    eventually(
        () -> {
          assertThat(Proc.openDescriptors()).isLessThanOrEqualTo(before);
          assertThat(Proc.zombies()).isZero();
        });
  }

  private void refuses(ProcessCommand command, String reason) {
    assertThatThrownBy(() -> start(command))
        .isInstanceOf(ProcessStartException.class)
        .hasMessage("cannot start '%s': %s", command.arguments().getFirst(), reason);
  }

  private static String script(Path file, String permissions) throws Exception {
    Files.writeString(file, "#!/bin/sh\necho here\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file.toString();
  }
}
