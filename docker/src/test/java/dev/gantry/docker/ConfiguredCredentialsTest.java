package dev.gantry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Docker configuration says of registries. */
class ConfiguredCredentialsTest {

  @TempDir Path folder;
  private EngineConnection engine;

  @BeforeEach
  void open() throws Exception {
    // dXNlcjpwYXNzOndvcmQ= is user:pass:word
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"auths": {"127.0.0.1:5000": {"auth": "dXNlcjpwYXNzOndvcmQ="},
                   "helped.example.com": {}}}
        """);
    engine =
        EngineConnection.open(
            Optional.of("tcp://127.0.0.1:1"), Duration.ofSeconds(1), Optional.of(folder));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Optional<RegistryCredentials> of(String image) {
    return engine.credentials(ImageReference.parse(image).orElseThrow());
  }

  @Test
  void areFoundByTheRegistryOfAnImage() {
    assertThat(of("127.0.0.1:5000/team/image:1"))
        .contains(new RegistryCredentials("user", "pass:word"));
  }

  @Test
  void areNoneForOtherRegistries() {
    assertThat(of("127.0.0.1:5001/team/image:1")).isEmpty();
    assertThat(of("helped.example.com/image")).isEmpty();
    assertThat(of("image")).isEmpty();
  }
}
