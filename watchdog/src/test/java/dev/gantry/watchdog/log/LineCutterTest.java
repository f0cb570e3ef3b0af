package dev.gantry.watchdog.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCutterTest {

  private final List<String> lines = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();

  @Test
  void cutsAtLineEndsWhereverTheBytesAreSplit() {
    LineCutter cutter = new LineCutter(100, this::add);

    for (byte b : "one\ntwo\n\nthree".getBytes(UTF_8)) {
      cutter.take(new byte[] {0, b}, 1, 1);
    }
    cutter.end();

    assertThat(lines).containsExactly("one", "two", "", "three");
  }

  @Test
  void cutsLongLinesIntoPieces() {
    LineCutter cutter = new LineCutter(4, this::add);
    byte[] bytes = "abcdefghij\nk".getBytes(UTF_8);

    cutter.take(bytes, 0, bytes.length);
    cutter.end();

    assertThat(lines).containsExactly("abcd", "efgh", "ij", "k");
  }

  @Test
  void saysWhichPiecesGoOn() {
    LineCutter cutter = new LineCutter(4, this::add);

    take(cutter, "abcd\nefghi\n");

    assertThat(lines).containsExactly("abcd", "efgh", "i");
    assertThat(parts).containsExactly("efgh");
  }

  @Test
  void cutsBetweenCharacters() {
    LineCutter cutter = new LineCutter(4, this::add);

    take(cutter, "aäöüé€😀😀b\n");

    assertThat(lines).containsExactly("aä", "öü", "é", "€", "😀", "😀", "b");
  }

  @Test
  void takesAnyBytesWithPiecesOfAnyLength() {
    byte[] bytes = new byte[4096];
    new Random(7).nextBytes(bytes);
    for (int longest = 1; longest < 9; longest++) {
      lines.clear();
      LineCutter cutter = new LineCutter(longest, this::add);
      cutter.take(bytes, 0, bytes.length);
      cutter.end();
      int most = longest;
      assertThat(lines).allMatch(line -> line.length() <= most);
    }
  }

  @Test
  void neverHoldsMoreThanItsBound() {
    LineCutter cutter = new LineCutter(Integer.MAX_VALUE, this::add);
    byte[] block = new byte[64 << 10];

    for (int i = 0; i < 33; i++) {
      cutter.take(block, 0, block.length);
    }

    assertThat(lines).extracting(String::length).containsExactly(LineCutter.MOST, LineCutter.MOST);
  }

  @Test
  void boundsLinesByTheHeapOfASmallContainer() {
    assertThat(LineCutter.most(8L << 20)).isEqualTo(128 << 10);
    assertThat(LineCutter.most(Long.MAX_VALUE)).isEqualTo(1 << 20);
  }

  private void take(LineCutter cutter, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    cutter.take(bytes, 0, bytes.length);
    cutter.end();
  }

  private void add(String text, boolean isPart) {
    lines.add(text);
    if (isPart) {
      parts.add(text);
    }
  }

  @Test
  void endsWithoutALineWhenThereIsNone() {
    new LineCutter(4, this::add).end();

    assertThat(lines).isEmpty();
  }
}
