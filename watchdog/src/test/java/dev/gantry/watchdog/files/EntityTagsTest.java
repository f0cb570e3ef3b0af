package dev.gantry.watchdog.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

  private static final String TAG = "\"a-1\"";

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "\"a-1\"", "\"x\",\"a-1\"", ",, \"x\" ,W/\"y\",\t\"a-1\"", "\",\",\"a-1\""})
  void findsTheTag(String list) {
    assertThat(EntityTags.contain(List.of(list), TAG, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "a-1",
        "\"a-1",
        "\"A-1\"",
        "'a-1'",
        "\"x\", *",
        "*, \"x\"",
        "x \"a-1\"",
        "w/\"a-1\"",
        "\"x\" y, \"a-1\"",
        "W/",
        "W/W/\"a-1\"",
        "\"\\\"a-1\\\"\""
      })
  void findsNoOther(String list) {
    assertThat(EntityTags.contain(List.of(list), TAG, true)).isFalse();
  }

  @Test
  void comparesWeaklyOrStrongly() {
    assertThat(EntityTags.contain(List.of("W/\"a-1\""), TAG, true)).isTrue();
    assertThat(EntityTags.contain(List.of("W/\"a-1\""), TAG, false)).isFalse();
  }

  @Test
  void takesSeveralLinesAsOne() {
    assertThat(EntityTags.contain(List.of("\"x\"", "\"a-1\""), TAG, false)).isTrue();
  }
}
