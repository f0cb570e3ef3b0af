package dev.gantry.build.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  private static final Map<String, String> VARIABLES =
      Map.of("V", "hello World", "F", "a/b/c.tar.gz", "N", "", "I", "inner");

  private static Optional<String> value(String expression) {
    return new Expression(expression).value(name -> Optional.ofNullable(VARIABLES.get(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "V, hello World",
    "GONE, ''",
    "V:-x, hello World",
    "GONE:-x, x",
    "N:-x, x",
    "GONE=x, x",
    "GONE:=x, x",
    "GONE:-, ''",
    "GONE:-a${I}b, ainnerb",
    "GONE:-${ALSO:-deep}, deep",
    "#V, 11",
    "#GONE, 0",
    "V^, Hello World",
    "V^^, HELLO WORLD",
    "'V,', hello World",
    "'V,,', hello world",
    "V:6, World",
    "V:0:5, hello",
    "V:6:99, World",
    "V:99, ''",
    "V/o/0, hell0 World",
    "V//o/0, hell0 W0rld",
    "V/#hello/bye, bye World",
    "V/#World/x, hello World",
    "V/%World/x, hello x",
    "V/l, helo World",
    "F#*/, b/c.tar.gz",
    "F##*/, c.tar.gz",
    "F%.*, a/b/c.tar",
    "F%%.*, a/b/c",
    "F#x, a/b/c.tar.gz",
  })
  void takesTheFormsOfShells(String expression, String expected) {
    assertThat(value(expression)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"V!x", "V@Q", "1V", "V:", "V:x", "V/", "#V:1", "V^^^", "''", "' V'"})
  void hasNoValueInOtherForms(String expression) {
    assertThat(value(expression)).isEmpty();
  }

  @Test
  void findsItsEndBehindInnerOnes() {
    assertThat(Expression.end("a ${A:-${B}} }", 2)).isEqualTo(11);
    assertThat(Expression.end("${A\n}", 0)).isEqualTo(-1);
  }
}
