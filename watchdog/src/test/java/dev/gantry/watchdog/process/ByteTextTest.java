package dev.gantry.watchdog.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "gr\u00fc\u00df \u65e5\u672c \ud83d\ude80", "\ufffd"})
  void isTheTextWhereThereIsOne(String text) {
    byte[] bytes = text.getBytes(UTF_8);

    assertThat(ByteText.of(bytes, 0, bytes.length)).isEqualTo(text);
    assertThat(ByteText.bytes(text)).isEqualTo(bytes);
  }

  /** Alone, cut off, overlong, a surrogate, beyond Unicode, beside what is text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff",
        "a\u00e9",
        "\u00c3",
        "\u00c0\u00af",
        "\u00ed\u00b2\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00ef\u00bf\u00bd\u00ff\u00c3\u00bc"
      })
  void keepsBytesThatAreNone(String latin1) {
    byte[] bytes = latin1.getBytes(ISO_8859_1);

    assertThat(ByteText.bytes(ByteText.of(bytes, 0, bytes.length))).isEqualTo(bytes);
  }

  @Test
  void keepsAnyBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);

      assertThat(ByteText.bytes(ByteText.of(bytes, 0, bytes.length))).isEqualTo(bytes);
    }
  }

  @Test
  void takesAPartOfAnArray() {
    byte[] bytes = "a=\u00ff;".getBytes(ISO_8859_1);

    assertThat(ByteText.of(bytes, 2, 3)).isEqualTo("\udcff");
  }

  /** Nobody may smuggle a NUL into what C takes for a string. */
  @Test
  void makesNoOtherBytesOfSurrogates() {
    assertThat(ByteText.bytes("\udc00\udc7f\ud83d")).isEqualTo("???".getBytes(UTF_8));
  }
}
