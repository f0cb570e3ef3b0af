package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what only this starter promises. */
final class SpawnStarterTest implements StartContract, StreamContract, ExitContract, CrowdContract {

  @Override
  public ProcessStarter starter(ProcessLedger ledger) {
    return new SpawnStarter(ledger);
  }

  @Override
  public int crowd() {
    return 1000;
  }

  @Test
  void isAvailableWhereTheTestsRun() {
    assertThat(SpawnStarter.obstacle()).isEmpty();
  }

  @Test
  void startsWithAnEmptySignalMaskAndDefaultDispositions() throws Exception {
    try (ChildProcess process = start(Commands.of("grep", "^Sig", "/proc/self/status"))) {
      assertThat(Text.of(process.stdout()))
          .contains("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000");
    }
  }

  @Test
  void passesBytesThatAreNoText() throws Exception {
    ProcessCommand command =
        new ProcessCommand(
            List.of("sh", "-c", "printf '%s' \"$bytes $0\" | od -An -tx1", "\udcfe"),
            Map.of("PATH", Commands.PATH, "bytes", "a\udcff"),
            Optional.empty(),
            false);
    try (ChildProcess process = start(command)) {
      assertThat(Text.of(process.stdout())).isEqualTo(" 61 ff 20 fe\n");
    }
  }

  @Test
  void findsProgramsBesideAFolderWhoseNameIsNoText() throws Exception {
    ProcessCommand command =
        new ProcessCommand(
            List.of("true"), Map.of("PATH", "/\udcff:" + Commands.PATH), Optional.empty(), false);
    try (ChildProcess process = start(command)) {
      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(0));
    }
  }

  /** It is not looked up for each start. */
  @Test
  void findsAProgramThatHasMovedBetweenTwoStarts(@TempDir Path directory) throws Exception {
    Path before = Files.createDirectory(directory.resolve("before"));
    Path after = Files.createDirectory(directory.resolve("after"));
    Path moved = Files.move(script(before, "#!/bin/sh\nexit 3"), before.resolve("tool"));
    ProcessCommand command =
        new ProcessCommand(
            List.of("tool"), Map.of("PATH", before + ":" + after), Optional.empty(), false);
    ProcessStarter starter = starter(ProcessLedger.none());
    try (ChildProcess process = starter.start(command)) {
      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(3));
    }
    Files.move(moved, after.resolve("tool"));
    try (ChildProcess process = starter.start(command)) {
      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(3));
    }
    Files.delete(after.resolve("tool"));
    assertThatThrownBy(() -> starter.start(command)).hasMessageContaining("no such program");
  }

  @Test
  void saysWhyAProgramWhoseNameIsNoTextDoesNotStart() {
    assertThatThrownBy(() -> start(Commands.of("/no/such/\udcff")))
        .isInstanceOf(ProcessStartException.class);
    assertThatThrownBy(() -> start(Commands.of("\udcff")))
        .isInstanceOf(ProcessStartException.class)
        .hasMessageContaining("locale");
  }

  @Test
  void namesTheScriptThatNoInterpreterIsGivenFor(@TempDir Path directory) throws Exception {
    Path script = script(directory, "echo hi");

    assertThatThrownBy(() -> start(Commands.of(script.toString())))
        .hasMessage(
            "cannot start '%s': it is not a program for this machine, nor a script with a '#!' line",
            script);
  }

  @Test
  void namesTheScriptWhoseInterpreterIsMissing(@TempDir Path directory) throws Exception {
    Path script = script(directory, "#!/no/such/interpreter\n");

    assertThatThrownBy(() -> start(Commands.of(script.toString())))
        .hasMessage(
            "cannot start '%s': the interpreter or loader that %s names does not exist",
            script, script);
  }

  private static Path script(Path directory, String text) throws IOException {
    Path script = Files.writeString(directory.resolve("script"), text);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void keepsThePipeOpenForTheChildrenOfAnEndedProcess() throws Exception {
    ChildProcess process = shell("exec 3<&0; (read line <&3; echo late) & echo early");
    assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(0));

    process.stdin().write('\n');

    assertThat(Text.line(process.stdout())).isEqualTo("early");
    assertThat(Text.line(process.stdout())).isEqualTo("late");
    process.close();
  }

  @Test
  void closeWakesAReaderWhoseProcessHasEndedButNotItsChildren() throws Exception {
    ChildProcess process = shell("sleep 1000 & exit 0");
    process.awaitExit();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread reader = Threads.parked(() -> process.stdout().read(), thrown);

    process.close();

    reader.join();
    // Killing the child ends the pipe too, and may be seen before the stream is closed.
    if (thrown.get() != null) {
      assertThat(thrown.get()).isInstanceOf(IOException.class).hasMessage("Stream closed");
    }
  }

  @Test
  void leavesItsLeaderAZombieUntilCloseSoThatItsNumberIsNotReused() throws Exception {
    ChildProcess process = shell("exit 0");
    process.awaitExit();
    assertThat(Proc.state(process.pid())).isEqualTo('Z');

    process.close();

    assertThat(Proc.isGone(process.pid())).isTrue();
  }
}
