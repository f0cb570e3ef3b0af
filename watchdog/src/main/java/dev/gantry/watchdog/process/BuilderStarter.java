package dev.gantry.watchdog.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts processes by {@link ProcessBuilder}, where {@link SpawnStarter} cannot be used.
 *
 * <p>A process gets a group of its own if there is a {@code setsid} program and the C library's
 * {@code kill} may be called. What is not promised, other than by {@link SpawnStarter}:
 *
 * <ul>
 *   <li>Each blocked read and write holds a platform thread, and each process another; their number
 *       is bounded by that of the processes only. No virtual thread's carrier is held.
 *   <li>STDOUT and STDERR end, at the latest, soon after the process has ended, even if its
 *       children write on.
 *   <li>The signal mask is whatever the JDK leaves.
 *   <li>A program that cannot be loaded (no {@code #!} line, no interpreter) may end with status
 *       126 or 127 instead of failing to start. An exit code of 129 to 192 is taken for a signal.
 *   <li>Without {@code setsid}, only a process that still runs is killed together with its
 *       children.
 *   <li>{@link ProcessLedger#ended} comes when the number is free already.
 *   <li>Variables are encoded as the JVM's locale says; bytes that are no text are lost.
 * </ul>
 */
public final class BuilderStarter implements ProcessStarter {

  private static final Pattern ERROR_NUMBER = Pattern.compile("error[=:] ?(\\d+)");

  private final ProcessLedger ledger;
  private final List<String> prefix;

  /** Uses {@code setsid} if there is one. */
  public BuilderStarter(ProcessLedger ledger) {
    this(ledger, Libc.canKill() ? findSetsid() : List.of());
  }

  /**
   * @param prefix what makes a process the leader of a group before it becomes the program; empty
   *     if nothing does
   */
  BuilderStarter(ProcessLedger ledger, List<String> prefix) {
    this.ledger = ledger;
    this.prefix = List.copyOf(prefix);
  }

  private static List<String> findSetsid() {
    Map<String, String> defaults = Map.of("PATH", ProgramFile.DEFAULT_PATH);
    List<String> setsid = List.of("setsid");
    try {
      return List.of(
          ProgramFile.find(new ProcessCommand(setsid, defaults, Optional.empty(), false)));
    } catch (ProcessStartException e) {
      return List.of();
    }
  }

  @Override
  public ChildProcess start(ProcessCommand command) throws IOException {
    String file = ProgramFile.find(command);
    StartFailure.refuse(command, file);
    Process process = start(builder(command, file), command, file);
    BuiltProcess built = new BuiltProcess(process, !prefix.isEmpty());
    try {
      ledger.started(process.pid());
    } catch (RuntimeException | Error e) {
      built.close();
      throw e;
    }
    var _ = process.onExit().thenRun(() -> ledger.ended(process.pid()));
    return built;
  }

  private ProcessBuilder builder(ProcessCommand command, String file) {
    List<String> words = new ArrayList<>(prefix);
    words.add(file);
    words.addAll(command.arguments().subList(1, command.arguments().size()));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.environment().putAll(command.extra());
    builder.directory(command.directory().map(Path::toFile).orElse(null));
    return builder.redirectErrorStream(command.mergeErrors());
  }

  private static Process start(ProcessBuilder builder, ProcessCommand command, String file)
      throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      Matcher number = ERROR_NUMBER.matcher(String.valueOf(e.getMessage()));
      if (number.find()) {
        throw StartFailure.of(command, file, Integer.parseInt(number.group(1)));
      }
      throw StartFailure.of(command, String.valueOf(e.getMessage()));
    }
  }
}
