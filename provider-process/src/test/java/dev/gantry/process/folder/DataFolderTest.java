package dev.gantry.process.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionName;
import dev.gantry.host.folder.CannotStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  private static final FunctionName ECHO = new FunctionName("echo", "openfaas-fn");

  @TempDir Path temporary;
  private FunctionUser self;

  @BeforeEach
  void whoAmI() throws Exception {
    self = FunctionUser.choose(System.getProperty("user.name"));
  }

  @Test
  void aSecondUserOfTheFolderIsToldWhoHoldsIt() throws Exception {
    Path path = temporary.resolve("new/data");
    try (DataFolder first = DataFolder.open(path, self)) {
      assertThat(first.path()).isDirectory();

      assertThatThrownBy(() -> DataFolder.open(path, self))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining(path.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    DataFolder.open(path, self).close();
  }

  @Test
  void aPlaceThatCannotBeAFolderIsRefusedInOneSentence() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file, self))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("cannot use the data folder " + file);
    assertThatThrownBy(() -> DataFolder.open(file.resolve("below"), self))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("cannot use the data folder " + file.resolve("below"));
    assertThatThrownBy(() -> DataFolder.open(Path.of("/proc/gantry"), self))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("/proc/gantry");
  }

  @Test
  void aFolderThatWasThereKeepsItsRights() throws Exception {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-x---"));

    DataFolder.open(temporary, self).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void functionsWithFoldersAreFoundAgain() throws Exception {
    try (DataFolder folder = DataFolder.open(temporary, self)) {
      folder.of(ECHO).prepare();
      Files.createDirectories(temporary.resolve("functions/Not-A/function"));

      assertThat(folder.functionsWithFolders()).isEqualTo(List.of(ECHO));
      folder.of(ECHO).remove();
      assertThat(folder.functionsWithFolders()).isEmpty();
    }
  }
}
