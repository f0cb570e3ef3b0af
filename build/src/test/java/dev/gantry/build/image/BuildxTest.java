package dev.gantry.build.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.docker.BuildRequest;
import dev.gantry.docker.ImageReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildxTest {

  private static final BuildRequest REQUEST =
      new BuildRequest(
          Path.of("/project/build/hello"),
          ImageReference.parse("team/hello:1").orElseThrow(),
          Map.of("VERSION", "3; rm -rf /", "ADDITIONAL_PACKAGE", "gcc make"),
          Map.of("team", "red"),
          true,
          true);

  private static String expected(String name) throws Exception {
    return Files.readString(Path.of("src/test/resources/buildx", name));
  }

  private static String lines(Buildx buildx) {
    return String.join("\n", buildx.command()) + "\n";
  }

  @Test
  void mountsSecrets() throws Exception {
    Map<String, Path> secrets =
        Map.of("token", Path.of("/project/token"), "npm", Path.of("/project/.npmrc"));

    assertThat(lines(new Buildx(REQUEST, secrets, null, false))).isEqualTo(expected("secrets.txt"));
  }

  @Test
  void publishesForPlatforms() throws Exception {
    assertThat(lines(new Buildx(REQUEST, Map.of(), "linux/amd64,linux/arm64", true)))
        .isEqualTo(expected("platforms.txt"));
  }
}
