package dev.gantry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreFileTest {

  private static boolean isLeftOut(String lines, String path) {
    return IgnoreFile.parse(List.of(lines.split(";"))).leavesOut(path);
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "a, a/b/c",
    "/a/, a",
    "./a, a",
    "*.pyc, x.pyc",
    "*/temp*, some/temporary.txt",
    "**/temp, temp",
    "**/temp, a/b/temp",
    "**/temp, a/temp/b",
    "a/**/c, a/c",
    "a/**/c, a/b/b/c",
    "a?c, abc",
    "[ab].txt, b.txt",
    "[^a].txt, b.txt",
    "a.txt, a.txt",
    "*;!b;b/c, b/c",
  })
  void leavesOut(String lines, String path) {
    assertThat(isLeftOut(lines, path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a, b",
    "a, b/a",
    "a, ab",
    "*.pyc, a/x.pyc",
    "a?c, a/c",
    "[^a].txt, a.txt",
    "a.txt, aXtxt",
    "# a, a",
    "'', a",
    "*;!b, b",
    "*;!b, b/c",
    "docs/*;!docs/README.md, docs/README.md",
  })
  void takesIn(String lines, String path) {
    assertThat(isLeftOut(lines, path)).isFalse();
  }

  @Test
  void knowsWhetherFoldersHaveToBeLookedInto() {
    assertThat(IgnoreFile.parse(List.of("a")).takesInAgain()).isFalse();
    assertThat(IgnoreFile.parse(List.of("a", "!a/b")).takesInAgain()).isTrue();
  }
}
