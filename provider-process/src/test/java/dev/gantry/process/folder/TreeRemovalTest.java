package dev.gantry.process.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemovalTest {

  @TempDir Path temporary;

  @Test
  void linksAreRemovedAndNotFollowed() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("file"), "stays");
    Path tree = Files.createDirectory(temporary.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), outside);
    Files.createSymbolicLink(tree.resolve("dangling"), Path.of("nowhere"));

    TreeRemoval.remove(tree);

    assertThat(tree).doesNotExist();
    assertThat(outside.resolve("file")).hasContent("stays");
  }

  @Test
  void aTreeDeeperThanDescriptorsReachIsRemoved() throws Exception {
    Path tree = temporary.resolve("tree");
    Path deep = tree;
    for (int i = 0; i < 350; i++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("file"), "x");

    TreeRemoval.remove(tree);

    assertThat(tree).doesNotExist();
  }

  @Test
  void whatIsNotThereIsNoProblem() throws Exception {
    TreeRemoval.remove(temporary.resolve("nothing"));

    assertThat(temporary).isEmptyDirectory();
  }
}
