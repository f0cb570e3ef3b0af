package dev.gantry.build.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KNOWN = List.of("lang", "limits", "labels");

  @Test
  void findsWhatWasMeant() {
    assertThat(Nearest.to("lagn", KNOWN)).contains("lang");
    assertThat(Nearest.to("label", KNOWN)).contains("labels");
  }

  @Test
  void prefersTheWordThatBeginsAlikeAndThenTheLongest() {
    assertThat(Nearest.to("lst", List.of("ls", "dist", "list"))).contains("list");
    assertThat(Nearest.to("pust", List.of("just", "push"))).contains("push");
  }

  @Test
  void findsNothingWhenAllIsDifferent() {
    assertThat(Nearest.to("colour", KNOWN)).isEmpty();
    assertThat(Nearest.to("x", KNOWN)).isEmpty();
    assertThat(Nearest.to("", KNOWN)).isEmpty();
  }
}
