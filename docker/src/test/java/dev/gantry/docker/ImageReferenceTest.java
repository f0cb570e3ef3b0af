package dev.gantry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "echo, echo, latest",
    "team/echo:1.0, team/echo, 1.0",
    "127.0.0.1:5000/team/echo, 127.0.0.1:5000/team/echo, latest",
    "registry.example.com/a/b__c/d-e:v1_2, registry.example.com/a/b__c/d-e, v1_2",
    "localhost/echo:1, localhost/echo, 1",
  })
  void takesNamesApartAndReturnsThemAsTheyWere(String text, String repository, String version) {
    ImageReference reference = ImageReference.parse(text).orElseThrow();

    assertThat(reference.repository()).isEqualTo(repository);
    assertThat(reference.version()).isEqualTo(version);
    assertThat(reference).hasToString(text);
  }

  @Test
  void aDigestGoesBeforeATag() {
    ImageReference reference = ImageReference.parse("team/echo:1@" + DIGEST).orElseThrow();

    assertThat(reference.version()).isEqualTo(DIGEST);
    assertThat(reference.byDigest()).isTrue();
    assertThat(ImageReference.parse(DIGEST).orElseThrow().isId()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Echo",
        "echo:",
        "echo::1",
        "/echo",
        "echo/",
        "a b",
        "echo@sha256:12",
        "é",
        "echo?x=1",
        "../echo"
      })
  void otherTextIsNoName(String text) {
    assertThat(ImageReference.parse(text)).isEmpty();
  }

  @Test
  void aVeryLongNameIsNoName() {
    assertThat(ImageReference.parse(String.join("/", List.of("a".repeat(300), "b".repeat(300)))))
        .isEmpty();
  }
}
