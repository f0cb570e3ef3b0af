package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gantry.tck.http.MalformedRequest;
import dev.gantry.tck.http.MalformedRequests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A million requests made by chance hold what {@link RequestOracle} asks; {@link RequestFuzzTest}
 * searches for those that do not.
 *
 * <p>The seed is fixed; {@code -Dfuzz.seed} and {@code -Dfuzz.inputs} try others.
 */
class CodecFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 20_261_123L);
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 1_000_000);

  private final Mutations mutations = new Mutations(new SplittableRandom(SEED), corpus());
  private long accepted;
  private long refused;

  @Test
  void noInputBreaksTheParser() {
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutations.next();
      try {
        count(RequestOracle.check(input));
      } catch (IOException | RuntimeException | AssertionError e) {
        fail("input " + i + " of seed " + SEED + ": " + printable(input), e);
      }
    }
    assertThat(accepted).as("accepted").isGreaterThan(INPUTS / 20);
    assertThat(refused).as("refused").isGreaterThan(INPUTS / 20);
  }

  private void count(ParsedRequests parsed) {
    accepted += parsed.requests().size();
    refused += parsed.end() == 0 ? 0 : 1;
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
}
