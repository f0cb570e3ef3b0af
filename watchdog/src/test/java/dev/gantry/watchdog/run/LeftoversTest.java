package dev.gantry.watchdog.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeftoversTest {

  /** As on a machine so busy that half a second passes before a reader runs. */
  @Test
  void aReaderThatWasNotWokenForWhatIsThereIsWaitedFor() throws Exception {
    SleepyPipe pipe = new SleepyPipe();
    Drain drain = new Drain(pipe);
    FutureTask<byte[]> reader = new FutureTask<>(drain::readAllBytes);
    Thread.startVirtualThread(reader);

    new Leftovers(new EndedChild(pipe)).await(drain);
    drain.cut();
    pipe.awake.countDown();

    assertThat(new String(reader.get(), UTF_8)).isEqualTo("hello");
    assertThat(pipe.timesAsked).isPositive();
  }

  /** Has five bytes, and wakes its reader once somebody has asked a few times whether it has. */
  private static final class SleepyPipe extends InputStream {
    private static final int PATIENCE = 3;

    final CountDownLatch awake = new CountDownLatch(1);

    /** Counted by the thread that asks. */
    volatile int timesAsked;

    private volatile byte[] left = "hello".getBytes(UTF_8);

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        awake.await();
      } catch (InterruptedException stop) {
        throw new InterruptedIOException();
      }
      // Closed before its reader was woken, it has nothing any more.
      if (left.length == 0 || timesAsked < PATIENCE) {
        return -1;
      }
      int count = left.length;
      System.arraycopy(left, 0, bytes, offset, count);
      left = new byte[0];
      return count;
    }

    @Override
    public int available() {
      int asked = timesAsked + 1;
      timesAsked = asked;
      if (asked >= PATIENCE) {
        awake.countDown();
      }
      return left.length;
    }
  }

  /** A process that has ended; its group is killed without effect. */
  private record EndedChild(InputStream stdout) implements ChildProcess {
    @Override
    public long pid() {
      return 1;
    }

    @Override
    public OutputStream stdin() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream stderr() {
      return InputStream.nullInputStream();
    }

    @Override
    public ExitStatus awaitExit() {
      return new ExitStatus.Exited(0);
    }

    @Override
    public Optional<ExitStatus> awaitExit(Duration limit) {
      return Optional.of(awaitExit());
    }

    @Override
    public void signalGroup(int signal) {}

    @Override
    public void close() {}
  }
}
