package dev.gantry.build.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a template in a folder. Links are left out: a template that was pulled must not bring
 * files of this machine into an image.
 *
 * @param folder the template's folder
 */
record FolderFiles(Path folder) implements TemplateFiles {

  @Override
  public String origin() {
    return folder.toString();
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean isProgram(String name) {
    return Files.isExecutable(folder.resolve(name));
  }
}
