package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentSnifferTest {

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("", "text/plain; charset=utf-8"),
        Arguments.of("hello\n", "text/plain; charset=utf-8"),
        Arguments.of("{\"a\":1}", "text/plain; charset=utf-8"),
        Arguments.of("  <!DOCTYPE html><p>", "text/html; charset=utf-8"),
        Arguments.of("<h1>x</h1>", "text/html; charset=utf-8"),
        Arguments.of("<book>", "text/plain; charset=utf-8"),
        Arguments.of("<p", "text/plain; charset=utf-8"),
        Arguments.of("<?xml version='1.0'?>", "text/xml; charset=utf-8"),
        Arguments.of("%PDF-1.7", "application/pdf"),
        Arguments.of("\u0089PNG\r\n\u001a\nxx", "image/png"),
        Arguments.of("\u00ff\u00d8\u00ff\u00e0", "image/jpeg"),
        Arguments.of("GIF89a..", "image/gif"),
        Arguments.of("\u001f\u008b\b..", "application/x-gzip"),
        Arguments.of("a\0b", "application/octet-stream"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void guesses(String start, String type) {
    assertThat(ContentSniffer.guess(start.getBytes(ISO_8859_1))).isEqualTo(type);
  }
}
