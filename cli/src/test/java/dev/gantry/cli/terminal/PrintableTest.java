package dev.gantry.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {

  @Test
  void leavesPlainTextAlone() {
    assertThat(Printable.text("a\tb\nc é 😀")).isEqualTo("a\tb\nc é 😀");
    assertThat(Printable.cell("é 😀")).isEqualTo("é 😀");
  }

  @Test
  void keepsColoursAndNothingElseThatATerminalObeys() {
    assertThat(Printable.text("\033[31mred\033[0m")).isEqualTo("\033[31mred\033[0m");
    assertThat(Printable.text("\033]0;title\007\033[2J\r\b\u009b31m"))
        .isEqualTo("?]0;title??[2J???31m");
  }

  @Test
  void makesACellOneLine() {
    assertThat(Printable.cell("a\nb\033[31m\r\nc")).isEqualTo("a b?[31m c");
  }
}
