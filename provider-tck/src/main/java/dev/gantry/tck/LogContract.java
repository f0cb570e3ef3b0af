package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.LogMessage;
import dev.gantry.api.ScaleBounds;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What functions write can be read: the last lines, those since a time, and those to come. */
interface LogContract extends ProviderFixture {

  @Test
  default void thereIsNoLogOfAnUnknownFunction() {
    assertThat(provider().logs(everything(named("nobody")))).isEmpty();
  }

  @Test
  default void linesComeOldestFirstWithTheirOrigin() throws Exception {
    FunctionName name = deployed("echo");
    String instance = replicaIds(name).getFirst();
    write(name, instance, "one", "two");

    List<LogMessage> lines = marked(everything(name));

    assertThat(lines).extracting(LogContract::text).containsExactly("one", "two");
    assertThat(lines.getFirst().name()).isEqualTo("echo");
    assertThat(lines.getFirst().namespace()).isEqualTo(defaultNamespace());
    assertThat(lines.getFirst().instance()).isEqualTo(instance);
    assertThat(lines.getFirst().timestamp()).isBeforeOrEqualTo(lines.getLast().timestamp());
  }

  @Test
  default void tailIsTheLastLines() throws Exception {
    FunctionName name = deployed("echo");
    write(name, replicaIds(name).getFirst(), "one", "two", "three");

    // A replica may write a line of its own after those of the function.
    eventually(
        () -> {
          List<LogMessage> all = read(everything(name));
          List<LogMessage> tail =
              read(new LogQuery(name, any(), OptionalInt.of(2), since(), false));
          assertThat(tail).isEqualTo(all.subList(all.size() - 2, all.size()));
        });
    assertThat(read(new LogQuery(name, any(), OptionalInt.of(0), since(), false))).isEmpty();
  }

  @Test
  default void sinceLeavesOutOlderLines() throws Exception {
    FunctionName name = deployed("echo");
    write(name, replicaIds(name).getFirst(), "one", "two");
    Instant second = marked(everything(name)).getLast().timestamp();

    List<LogMessage> lines =
        read(new LogQuery(name, any(), OptionalInt.empty(), Optional.of(second), false));

    assertThat(lines).extracting(LogContract::text).contains("two");
    assertThat(lines).allSatisfy(line -> assertThat(line.timestamp()).isAfterOrEqualTo(second));
    Instant later = Instant.now().plusSeconds(60);
    assertThat(read(new LogQuery(name, any(), OptionalInt.empty(), Optional.of(later), false)))
        .isEmpty();
  }

  @Test
  default void anInstanceHasItsOwnLines() throws Exception {
    FunctionName name = deployed(labelled("echo", ScaleBounds.MIN, "2"));
    String first = replicaIds(name).getFirst();
    String second = replicaIds(name).getLast();
    write(name, first, "of the first");
    write(name, second, "of the second");

    List<LogMessage> lines =
        marked(new LogQuery(name, Optional.of(second), OptionalInt.empty(), since(), false));

    assertThat(lines).extracting(LogContract::text).containsExactly("of the second");
    assertThat(read(new LogQuery(name, Optional.of("no"), OptionalInt.empty(), since(), false)))
        .isEmpty();
  }

  @Test
  default void aFollowedLogGoesOnUntilTheFunctionIsRemoved() throws Exception {
    FunctionName name = deployed("echo");
    String instance = replicaIds(name).getFirst();
    write(name, instance, "before");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    LogQuery query = new LogQuery(name, any(), OptionalInt.of(0), since(), true);
    try (LogStream stream = provider().logs(query).orElseThrow()) {
      Thread reader = Thread.startVirtualThread(() -> copy(stream, heard));

      write(name, instance, "during");

      assertThat(heard.poll(60, TimeUnit.SECONDS)).endsWith("during");
      provider().remove(name);
      assertThat(reader.join(Duration.ofSeconds(60))).isTrue();
    }
  }

  @Test
  default void aFollowedLogEndsWhenItIsClosed() throws Exception {
    FunctionName name = deployed("echo");
    LogQuery query = new LogQuery(name, any(), OptionalInt.of(0), since(), true);
    LogStream stream = provider().logs(query).orElseThrow();
    Thread reader = Thread.startVirtualThread(() -> copy(stream, new LinkedBlockingQueue<>()));

    stream.close();

    assertThat(reader.join(Duration.ofSeconds(60))).isTrue();
  }

  private void write(FunctionName name, String instance, String... texts) throws Exception {
    Replica replica =
        state(name).replicas().stream()
            .filter(candidate -> candidate.id().equals(instance))
            .findFirst()
            .orElseThrow();
    for (String text : texts) {
      writeLogLine(name, replica, "contract " + text);
      eventually(
          () ->
              assertThat(read(everything(name)))
                  .anySatisfy(line -> assertThat(line.text()).endsWith("contract " + text)));
    }
  }

  private LogQuery everything(FunctionName name) {
    return new LogQuery(name, any(), OptionalInt.empty(), since(), false);
  }

  /** The lines that a test wrote; a provider may add lines of its own. */
  private List<LogMessage> marked(LogQuery query) throws InterruptedException {
    return read(query).stream().filter(line -> line.text().contains("contract ")).toList();
  }

  private List<LogMessage> read(LogQuery query) throws InterruptedException {
    List<LogMessage> found = new ArrayList<>();
    try (LogStream stream = provider().logs(query).orElseThrow()) {
      for (LogMessage line = stream.next(); line != null; line = stream.next()) {
        found.add(line);
      }
    }
    return found;
  }

  private static void copy(LogStream stream, BlockingQueue<String> heard) {
    try {
      for (LogMessage line = stream.next(); line != null; line = stream.next()) {
        if (line.text().contains("contract ")) {
          heard.add(line.text());
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** A line's text without what a watchdog puts before it. */
  private static String text(LogMessage line) {
    return line.text().substring(line.text().indexOf("contract ") + "contract ".length());
  }

  private static Optional<String> any() {
    return Optional.empty();
  }

  private static Optional<Instant> since() {
    return Optional.empty();
  }
}
