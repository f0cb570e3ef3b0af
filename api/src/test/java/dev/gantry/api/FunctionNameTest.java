package dev.gantry.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FunctionNameTest {

  @ParameterizedTest
  @CsvSource({
    "fn, fn.openfaas-fn",
    "fn., fn.openfaas-fn",
    "fn.openfaas-fn, fn.openfaas-fn",
    "fn.other, fn.other",
    "a-1, a-1.openfaas-fn"
  })
  void readsTheFormsOfAnAddress(String text, String expected) {
    assertThat(FunctionName.parse(text, "openfaas-fn"))
        .map(FunctionName::toString)
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".ns", "-a", "a-", "A", "a_b", "a.b.c", "a..", "a/b", "ä"})
  void knowsWhatCannotBeAName(String text) {
    assertThat(FunctionName.parse(text, "openfaas-fn")).isEmpty();
  }

  @Test
  void allowsSixtyThreeCharactersAndNoMore() {
    assertThat(FunctionName.isLabel("a".repeat(63))).isTrue();
    assertThat(FunctionName.isLabel("a".repeat(64))).isFalse();
  }

  @Test
  void refusesABadPartWithTheRule() {
    assertThatThrownBy(() -> new FunctionName("A", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A.b")
        .hasMessageContaining("63");
  }
}
