package dev.gantry.watchdog.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCutterTest {

  private final List<String> lines = new ArrayList<>();

  @Test
  void cutsAtLineEndsWhereverTheBytesAreSplit() {
    LineCutter cutter = new LineCutter(100, lines::add);

    for (byte b : "one\ntwo\n\nthree".getBytes(UTF_8)) {
      cutter.take(new byte[] {0, b}, 1, 1);
    }
    cutter.end();

    assertThat(lines).containsExactly("one", "two", "", "three");
  }

  @Test
  void cutsLongLinesIntoPieces() {
    LineCutter cutter = new LineCutter(4, lines::add);
    byte[] bytes = "abcdefghij\nk".getBytes(UTF_8);

    cutter.take(bytes, 0, bytes.length);
    cutter.end();

    assertThat(lines).containsExactly("abcd", "efgh", "ij", "k");
  }

  @Test
  void neverHoldsMoreThanItsBound() {
    LineCutter cutter = new LineCutter(Integer.MAX_VALUE, lines::add);
    byte[] block = new byte[64 << 10];

    for (int i = 0; i < 33; i++) {
      cutter.take(block, 0, block.length);
    }

    assertThat(lines).extracting(String::length).containsExactly(LineCutter.MOST, LineCutter.MOST);
  }

  @Test
  void endsWithoutALineWhenThereIsNone() {
    new LineCutter(4, lines::add).end();

    assertThat(lines).isEmpty();
  }
}
