package dev.gantry.watchdog.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestedRangesTest {

  @Test
  void readsRangesWithinTheFile() {
    assertThat(read("bytes=0-0, ,5-, -2", 8)).isEmpty();
    assertThat(read("bytes=0-0, ,5-5, -2", 8))
        .contains(List.of(new ByteRange(0, 0), new ByteRange(5, 5), new ByteRange(6, 7)));
  }

  @Test
  void takesOneFieldOnly() {
    assertThat(RequestedRanges.of(List.of(), 8)).isEmpty();
    assertThat(RequestedRanges.of(List.of("bytes=0-0", "bytes=1-1"), 8)).isEmpty();
  }

  @Test
  void neverLeavesTheFileNorOverlaps() {
    String letters = "0123456789999--,, bytes=";
    Random random = new Random(11);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder("bytes=");
      for (int j = random.nextInt(40); j > 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      long length = random.nextInt(120);
      check(read(text.toString(), length).orElse(List.of()), length);
    }
  }

  private static void check(List<ByteRange> ranges, long length) {
    long all = 0;
    for (ByteRange range : ranges) {
      assertThat(range.first()).isBetween(0L, length - 1);
      assertThat(range.last()).isBetween(range.first(), length - 1);
      all += range.length();
    }
    assertThat(all).isLessThanOrEqualTo(length);
    assertThat(ranges).hasSizeLessThanOrEqualTo(16);
  }

  private static Optional<List<ByteRange>> read(String line, long length) {
    return RequestedRanges.of(List.of(line), length);
  }
}
