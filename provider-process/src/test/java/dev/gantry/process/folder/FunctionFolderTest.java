package dev.gantry.process.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionFolderTest {

  @TempDir Path functions;
  private FunctionFolder folder;

  @BeforeEach
  void prepare() throws Exception {
    FunctionUser self = FunctionUser.choose(System.getProperty("user.name"));
    folder = new FunctionFolder(functions, new FunctionName("echo", "dev"), self, Optional.empty());
    folder.prepare();
  }

  @Test
  void secretsAreFilesThatOnlyTheirOwnerReads() throws Exception {
    folder.putSecrets(Map.of("key", "one".getBytes(UTF_8), "other", new byte[0]));

    assertThat(folder.secrets().resolve("key")).hasContent("one");
    assertThat(folder.secrets().resolve("other")).isEmptyFile();
    assertThat(rights(folder.secrets().resolve("key"))).isEqualTo("rw-------");
    assertThat(rights(folder.secrets())).isEqualTo("rwx------");
    assertThat(rights(folder.home())).isEqualTo("rwx------");
  }

  @Test
  void aReaderOfASecretSeesTheOldOrTheNewValue() throws Exception {
    folder.putSecrets(Map.of("key", "old".getBytes(UTF_8)));
    try (var reader = Files.newInputStream(folder.secrets().resolve("key"))) {

      folder.putSecrets(Map.of("key", "newer".getBytes(UTF_8)));

      assertThat(reader.readAllBytes()).isEqualTo("old".getBytes(UTF_8));
    }
    assertThat(folder.secrets().resolve("key")).hasContent("newer");
  }

  @Test
  void otherSecretsAreTakenBack() throws Exception {
    folder.putSecrets(Map.of("a", new byte[1], "b", new byte[1]));

    folder.keepSecrets(Set.of("b", "c"));

    assertThat(folder.secrets()).isDirectoryContaining("glob:**/b").isNotEmptyDirectory();
    assertThat(folder.secrets().resolve("a")).doesNotExist();
  }

  @Test
  void preparingAgainKeepsTheHome() throws Exception {
    Files.writeString(folder.home().resolve("state"), "kept");

    folder.prepare();

    assertThat(folder.home().resolve("state")).hasContent("kept");
  }

  private static String rights(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
