package dev.gantry.build.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.image.Assembly.Assembled;
import dev.gantry.build.image.Assembly.NoTemplate;
import dev.gantry.build.image.Assembly.Refused;
import dev.gantry.build.stack.FunctionFilter;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFileReader;
import dev.gantry.build.stack.StackReading;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.template.TemplateLookup;
import dev.gantry.build.yaml.Substitution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionBuildTest {

  @TempDir private Path project;

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Assembly assemble(String entry) throws IOException {
    String text = "functions:\n  hello: {" + entry + "}\nconfiguration: {copy: [common]}\n";
    StackFileReader reader = new StackFileReader(Substitution.NONE, FunctionFilter.ALL);
    StackFile stack = ((StackReading.Read) reader.read("stack.yml", text, project)).stack();
    return new FunctionBuild(stack, new TemplateLibrary(project), project.resolve("build"))
        .assemble(stack.functions().getFirst());
  }

  private Stream<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void putsTheHandlerIntoItsTemplate() throws Exception {
    write("hello/handler.sh", "echo own");
    write("hello/lib/more.sh", "x");
    write("common/shared.sh", "y");
    write("build/hello/stale", "z");

    Assembly assembly = assemble("lang: bash, handler: ./hello");

    assertThat(assembly).isInstanceOf(Assembled.class);
    Path folder = ((Assembled) assembly).folder();
    assertThat(folder).isEqualTo(project.resolve("build/hello"));
    assertThat(files(folder))
        .containsExactly(
            "Dockerfile",
            "function/common/shared.sh",
            "function/handler.sh",
            "function/lib/more.sh");
    assertThat(folder.resolve("function/handler.sh")).hasContent("echo own");
  }

  @Test
  void putsTheHandlerOfADockerfileIntoTheFolderItself() throws Exception {
    write("Dockerfile", "FROM scratch\n");
    write("common/shared.sh", "y");
    write("build/other/x", "x");
    write("template/own/template.yml", "language: own\n");

    assertThat(assemble("lang: dockerfile, handler: .")).isInstanceOf(Assembled.class);

    assertThat(files(project.resolve("build/hello")))
        .containsExactly("Dockerfile", "common/shared.sh");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    write("common/x", "x");
    write("hello/handler.sh", "x");
    assertThat(assemble("handler: ./hello"))
        .isEqualTo(new Refused("lang: missing (expected: the name of a template)"));
    assertThat(assemble("lang: bash"))
        .isEqualTo(new Refused("handler: missing (expected: a folder)"));
    assertThat(assemble("lang: bash, handler: ./gone"))
        .isEqualTo(new Refused("handler: \"./gone\" (expected: a folder)"));
    assertThat(assemble("lang: cobol, handler: ./hello"))
        .isInstanceOfSatisfying(
            NoTemplate.class,
            none -> assertThat(none.lookup()).isInstanceOf(TemplateLookup.Unknown.class));
    Files.delete(project.resolve("common/x"));
    Files.delete(project.resolve("common"));
    assertThat(assemble("lang: bash, handler: ./hello"))
        .isEqualTo(
            new Refused("configuration.copy: \"common\" (expected: a path inside the project)"));
  }

  @Test
  void copiesLinksAsLinks() throws Exception {
    write("common/x", "x");
    write("hello/handler.sh", "x");
    Files.createSymbolicLink(project.resolve("hello/passwd"), Path.of("/etc/passwd"));

    assemble("lang: bash, handler: ./hello");

    assertThat(project.resolve("build/hello/function/passwd")).isSymbolicLink();
  }

  @Test
  void tagsImagesByWhatTheyAreMadeOf() throws Exception {
    write("common/x", "x");
    write("hello/handler.sh", "x");
    Path folder = ((Assembled) assemble("lang: bash, handler: ./hello")).folder();

    assertThat(TagPolicy.LATEST.apply("host:5000/a", project, folder))
        .isEqualTo("host:5000/a:latest");
    String digest = TagPolicy.DIGEST.apply("a:1", project, folder);
    assertThat(digest).matches("a:1-[0-9a-f]{12}");
    assemble("lang: bash, handler: ./hello");
    assertThat(TagPolicy.DIGEST.apply("a:1", project, folder)).isEqualTo(digest);
    assertThat(TagPolicy.of("branch")).contains(TagPolicy.BRANCH);
    assertThat(TagPolicy.of("Branch")).isEmpty();
  }
}
