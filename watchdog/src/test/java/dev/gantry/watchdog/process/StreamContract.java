package dev.gantry.watchdog.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** How the streams of a process behave. */
interface StreamContract extends ProcessStarterContract {

  @Test
  default void passesInputAndOutput() throws Exception {
    try (ChildProcess process = shell("cat; echo end")) {
      process.stdin().write("hello ".getBytes(UTF_8));
      process.stdin().close();

      assertThat(Text.of(process.stdout())).isEqualTo("hello end\n");
    }
  }

  @Test
  default void echoesMuchMoreThanItHolds() throws Exception {
    int blocks = 1600;
    byte[] block = new byte[64 * 1024 - 7];
    new Random(5).nextBytes(block);
    CRC32 sent = new CRC32();
    try (ChildProcess process = start(Commands.of("cat"))) {
      Thread writer = Threads.started(() -> writeBlocks(process.stdin(), block, blocks, sent));

      long[] received = checksum(process.stdout());

      writer.join();
      assertThat(received).containsExactly((long) blocks * block.length, sent.getValue());
      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(0));
    }
  }

  private static void writeBlocks(OutputStream target, byte[] block, int count, CRC32 sum)
      throws IOException {
    for (int i = 0; i < count; i++) {
      block[i % block.length]++;
      sum.update(block);
      target.write(block);
    }
    target.close();
  }

  private static long[] checksum(InputStream source) throws IOException {
    CRC32 sum = new CRC32();
    long total = 0;
    byte[] buffer = new byte[20_000];
    for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
      sum.update(buffer, 0, n);
      total += n;
    }
    return new long[] {total, sum.getValue()};
  }

  @Test
  default void keepsErrorsApart() throws Exception {
    try (ChildProcess process = shell("echo oops >&2")) {
      assertThat(Text.of(process.stdout())).isEmpty();
      assertThat(Text.of(process.stderr())).isEqualTo("oops\n");
    }
  }

  @Test
  default void mergesErrorsWhenAsked() throws Exception {
    try (ChildProcess process = start(Commands.merged("echo one; echo two >&2; echo three"))) {
      assertThat(Text.of(process.stderr())).isEmpty();
      assertThat(Text.of(process.stdout())).isEqualTo("one\ntwo\nthree\n");
    }
  }

  @Test
  default void endsTheOutputOfAProcessThatClosesItEarly() throws Exception {
    try (ChildProcess process = shell("exec >&-; exec sleep 1000")) {
      assertThat(process.stdout().read()).isEqualTo(-1);
      assertThat(process.awaitExit(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  default void failsWritesToAProcessThatClosedItsInput() throws Exception {
    try (ChildProcess process = shell("exec <&-; echo closed; exec sleep 1000")) {
      Text.line(process.stdout());

      assertThatThrownBy(() -> process.stdin().write(new byte[100]))
          .isInstanceOf(IOException.class)
          .hasMessage("Broken pipe");
    }
  }

  @Test
  default void failsWritesToAProcessThatHasEnded() throws Exception {
    try (ChildProcess process = shell("exit 0")) {
      process.awaitExit();

      assertThatThrownBy(() -> process.stdin().write(new byte[1_000_000]))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  default void readsFromAProcessThatWritesWithoutEndUntilItIsKilled() throws Exception {
    ChildProcess process = start(Commands.of("yes"));
    assertThat(process.stdout().readNBytes(1_000_000)).hasSize(1_000_000);

    process.close();

    assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Signaled(9));
  }

  @Test
  default void interruptionEndsAReadAndLosesNothing() throws Exception {
    try (ChildProcess process = start(Commands.of("cat"))) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread reader = Threads.parked(() -> process.stdout().read(), thrown);

      reader.interrupt();

      reader.join();
      assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
      assertThat(reader.isInterrupted()).isTrue();
      process.stdin().write("still here\n".getBytes(UTF_8));
      assertThat(Text.line(process.stdout())).isEqualTo("still here");
    }
  }

  @Test
  default void anInterruptedThreadDoesNotEvenReadWhatIsThere() throws Exception {
    try (ChildProcess process = start(Commands.of("yes"))) {
      process.stdout().read();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> readOn(process.stdout())).isInstanceOf(InterruptedIOException.class);

      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** More than any buffer holds. */
  private static void readOn(InputStream stream) throws IOException {
    stream.readNBytes(1_000_000);
  }

  @Test
  default void interruptionEndsAWriteToAProcessThatNeverReads() throws Exception {
    try (ChildProcess process = start(Commands.of("sleep", "1000"))) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread writer = Threads.parked(() -> writeTooMuch(process), thrown);

      writer.interrupt();

      writer.join();
      assertThat(thrown.get())
          .isInstanceOfSatisfying(
              InterruptedIOException.class, e -> assertThat(e.bytesTransferred).isPositive());
    }
  }

  @Test
  default void closeEndsAReadInAnotherThread() throws Exception {
    ChildProcess process = start(Commands.of("cat"));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread reader = Threads.parked(() -> process.stdout().read(), thrown);

    process.stdout().close();

    reader.join();
    assertThat(thrown.get()).isInstanceOf(IOException.class).hasMessage("Stream closed");
    process.close();
  }

  @Test
  default void closeEndsAWriteInAnotherThread() throws Exception {
    ChildProcess process = start(Commands.of("sleep", "1000"));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread writer = Threads.parked(() -> writeTooMuch(process), thrown);

    process.stdin().close();

    writer.join();
    assertThat(thrown.get()).isInstanceOf(IOException.class).hasMessage("Stream closed");
    process.close();
  }

  private static @org.jspecify.annotations.Nullable Void writeTooMuch(ChildProcess process)
      throws IOException {
    process.stdin().write(new byte[10_000_000]);
    return null;
  }

  @Test
  default void worksForPlatformThreadsToo() throws Exception {
    AtomicReference<String> line = new AtomicReference<>("");
    try (ChildProcess process = shell("read line; echo $line")) {
      Thread reader = Threads.platform(() -> line.set(Text.line(process.stdout())));
      process.stdin().write("platform\n".getBytes(UTF_8));
      reader.join();
    }
    assertThat(line.get()).isEqualTo("platform");
  }
}
