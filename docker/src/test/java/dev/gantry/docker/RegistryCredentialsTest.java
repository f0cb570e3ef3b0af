package dev.gantry.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCredentialsTest {

  @Test
  void aPasswordMayHaveColonsAndIsNotShown() {
    RegistryCredentials read = RegistryCredentials.parse(base64("ann:a:b")).orElseThrow();

    assertThat(read).isEqualTo(new RegistryCredentials("ann", "a:b"));
    assertThat(read.toString()).doesNotContain("a:b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ann", ":secret", "ann:"})
  void bothPartsAreNeeded(String text) {
    assertThat(RegistryCredentials.parse(base64(text))).isEmpty();
  }

  @Test
  void otherTextIsRefused() {
    assertThat(RegistryCredentials.parse("not base64!")).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
