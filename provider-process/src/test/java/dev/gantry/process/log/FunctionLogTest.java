package dev.gantry.process.log;

import static dev.gantry.tck.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {

  private static final FunctionName ECHO = new FunctionName("echo", "dev");
  private static final int LIMIT = 4096;

  @TempDir Path folder;

  @Test
  void twoFilesOfBoundedSizeAreAllThatIsKept() throws Exception {
    FunctionLog log = logs().of(ECHO);

    for (int i = 0; i < 1000; i++) {
      log.append("echo-1", "line " + i);
    }

    assertThat(Files.size(folder.resolve("echo.dev.log"))).isLessThanOrEqualTo(LIMIT);
    assertThat(Files.size(folder.resolve("echo.dev.log.1"))).isLessThanOrEqualTo(LIMIT);
    List<String> lines = texts(log, OptionalInt.empty());
    assertThat(lines).hasSizeGreaterThan(80).endsWith("line 998", "line 999");
    assertThat(texts(log, OptionalInt.of(70)))
        .isEqualTo(lines.subList(lines.size() - 70, lines.size()));
  }

  @Test
  void linesSurviveARestartAndAHalfWrittenOneDoesNot() throws Exception {
    FunctionLogs first = logs();
    first.of(ECHO).append("echo-1", "before");
    first.close();
    Files.writeString(
        folder.resolve("echo.dev.log"), "2026-11-23T10:00:00Z ec", StandardOpenOption.APPEND);

    FunctionLog log = logs().of(ECHO);
    assertThat(texts(log, OptionalInt.empty())).containsExactly("before");
    log.append("echo-2", "after");

    assertThat(texts(log, OptionalInt.empty())).containsExactly("before", "after");
  }

  @Test
  void lineEndsWithinALineBecomeBlanksAndLongLinesAreCut() throws Exception {
    FunctionLog log = logs().of(ECHO);

    log.append("echo-1", "a\nb\rc");
    log.append("echo-1", "x".repeat(LogLine.TEXT_MAX + 10));
    log.append("echo-1", "");

    List<String> lines = texts(log, OptionalInt.empty());
    assertThat(lines.get(lines.size() - 2)).hasSize(LogLine.TEXT_MAX + 2).endsWith("x …");
    assertThat(lines.getLast()).isEmpty();
  }

  @Test
  void aFollowerReadsOnAcrossRotations() throws Exception {
    FunctionLog log = logs().of(ECHO);
    log.append("echo-1", "line 0");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (LogStream stream = log.read(query(OptionalInt.empty(), true))) {
      Thread reader = Thread.startVirtualThread(() -> copy(stream, heard));

      for (int i = 1; i < 300; i++) {
        log.append("echo-1", "line " + i);
        assertThat(heard.poll(15, TimeUnit.SECONDS)).isEqualTo("line " + (i - 1));
      }

      assertThat(heard.poll(15, TimeUnit.SECONDS)).isEqualTo("line 299");
      log.end();
      eventually(() -> assertThat(reader.isAlive()).isFalse());
    }
  }

  @Test
  void aFollowerThatFellBehindGoesOnWithTheOldestLineThereIs() throws Exception {
    FunctionLog log = logs().of(ECHO);
    log.append("echo-1", "line 0");
    try (LogStream stream = log.read(query(OptionalInt.empty(), true))) {
      for (int i = 1; i < 1000; i++) {
        log.append("echo-1", "line " + i);
      }

      List<String> heard = new ArrayList<>();
      while (!heard.contains("line 999")) {
        heard.add(requireNonNull(stream.next()).text());
      }

      assertThat(heard.getFirst()).isEqualTo("line 0");
      assertThat(heard).doesNotHaveDuplicates().hasSizeGreaterThan(80);
    }
  }

  @Test
  void readersOfAnEndlessLogThatDoNotFollowComeToAnEnd() throws Exception {
    FunctionLog log = logs().of(ECHO);
    log.append("echo-1", "first");
    try (LogStream stream = log.read(query(OptionalInt.empty(), false))) {
      log.append("echo-1", "second");

      assertThat(requireNonNull(stream.next()).text()).isEqualTo("first");
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void anInterruptedWriterDoesNotHarmTheLog() throws Exception {
    FunctionLog log = logs().of(ECHO);
    Thread.currentThread().interrupt();
    log.append("echo-1", "interrupted");
    assertThat(Thread.interrupted()).isTrue();

    log.append("echo-1", "next");

    assertThat(texts(log, OptionalInt.empty())).containsExactly("interrupted", "next");
  }

  @Test
  void writersAtOnceDoNotMixTheirLines() throws Exception {
    FunctionLog log = new FunctionLogs(folder, 10 << 20, Clock.systemUTC()).of(ECHO);
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      String text = String.valueOf((char) ('a' + writer)).repeat(500);
      writers.add(
          Thread.startVirtualThread(
              () -> {
                for (int i = 0; i < 200; i++) {
                  log.append("echo-1", text);
                }
              }));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    List<String> lines = texts(log, OptionalInt.empty());

    assertThat(lines).hasSize(1600);
    assertThat(Set.copyOf(lines)).hasSize(8).allSatisfy(line -> assertThat(line).hasSize(500));
  }

  @Test
  void logsOfUnknownFunctionsAreRemoved() throws Exception {
    FunctionLogs logs = logs();
    logs.of(ECHO).append("echo-1", "x");
    logs.of(new FunctionName("gone", "dev")).append("gone-1", "x");

    logs.keep(Set.of(ECHO));

    assertThat(folder.resolve("echo.dev.log")).exists();
    assertThat(folder.resolve("gone.dev.log")).doesNotExist();
  }

  private FunctionLogs logs() {
    return new FunctionLogs(folder, LIMIT, Clock.systemUTC());
  }

  private static LogQuery query(OptionalInt tail, boolean follow) {
    return new LogQuery(ECHO, Optional.empty(), tail, Optional.empty(), follow);
  }

  private static List<String> texts(FunctionLog log, OptionalInt tail) throws Exception {
    List<String> found = new ArrayList<>();
    try (LogStream stream = log.read(query(tail, false))) {
      for (LogMessage line = stream.next(); line != null; line = stream.next()) {
        found.add(line.text());
      }
    }
    return found;
  }

  private static void copy(LogStream stream, BlockingQueue<String> heard) {
    try {
      for (LogMessage line = stream.next(); line != null; line = stream.next()) {
        heard.add(line.text());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
