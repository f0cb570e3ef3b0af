package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gantry.tck.http.MalformedRequest;
import dev.gantry.tck.http.MalformedRequests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A million requests made by chance: none breaks the parser, none means something else when it
 * comes in other pieces, and what is accepted means the same when it is written anew.
 *
 * <p>The seed is fixed; {@code -Dfuzz.seed} and {@code -Dfuzz.inputs} try others.
 */
class CodecFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 20_261_123L);
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 1_000_000);

  /** Small, so that chance reaches them. */
  private static final HttpLimits LIMITS =
      new HttpLimits(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          400,
          100,
          0);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Mutations mutations = new Mutations(random, corpus());
  private long accepted;
  private long refused;

  @Test
  void noInputBreaksTheParser() throws IOException {
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutations.next();
      try {
        check(input);
      } catch (IOException | RuntimeException | AssertionError e) {
        fail("input " + i + " of seed " + SEED + ": " + printable(input), e);
      }
    }
    assertThat(accepted).as("accepted").isGreaterThan(INPUTS / 20);
    assertThat(refused).as("refused").isGreaterThan(INPUTS / 20);
  }

  private void check(byte[] input) throws IOException {
    ParsedRequests whole = ParsedRequests.of(new ByteArrayInputStream(input), LIMITS);
    ParsedRequests split = ParsedRequests.of(new Pieces(input), LIMITS);
    if (!whole.meaning().equals(split.meaning())) {
      fail("in pieces: " + split.meaning() + ", whole: " + whole.meaning());
    }
    accepted += whole.requests().size();
    refused += whole.end() == 0 ? 0 : 1;
    for (ParsedRequests.Request request : whole.requests()) {
      checkWrittenAnew(request);
    }
  }

  private static void checkWrittenAnew(ParsedRequests.Request request) throws IOException {
    byte[] canonical = request.canonical().getBytes(ISO_8859_1);
    ParsedRequests again =
        ParsedRequests.of(new ByteArrayInputStream(canonical), HttpLimits.DEFAULT);
    if (again.requests().size() != 1
        || !again.requests().getFirst().meaning().equals(request.meaning())) {
      fail("written anew: " + again + ", before: " + request);
    }
  }

  private static List<byte[]> corpus() {
    List<byte[]> corpus = new ArrayList<>();
    for (MalformedRequest request : MalformedRequests.all()) {
      if (request.text().length() < 500) {
        corpus.add(request.bytes());
      }
    }
    for (String request : ValidRequests.ALL) {
      for (int i = 0; i < 10; i++) { // as likely as the malformed ones together
        corpus.add(request.getBytes(ISO_8859_1));
      }
    }
    return corpus;
  }

  private static String printable(byte[] input) {
    return new String(input, ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n");
  }

  /** An input that comes in pieces of random length, and notices when it is read for ever. */
  private final class Pieces extends InputStream {

    private final byte[] bytes;
    private final int longest = random.nextInt(1, 40);
    private int position;
    private int readsAtEnd;

    Pieces(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("nobody reads single bytes from a socket");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == bytes.length) {
        readsAtEnd++;
        assertThat(readsAtEnd).as("reads at the end").isLessThan(10);
        return -1;
      }
      int count = Math.min(length, bytes.length - position);
      count = Math.min(count, random.nextInt(1, longest + 1));
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }
  }
}
