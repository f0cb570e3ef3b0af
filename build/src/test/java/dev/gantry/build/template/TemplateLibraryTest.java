package dev.gantry.build.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.yaml.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLibraryTest {

  private static final List<String> OURS =
      List.of(
          "bash",
          "dockerfile",
          "dotnet",
          "go",
          "java",
          "node",
          "perl",
          "php",
          "python",
          "ruby",
          "rust");

  @TempDir private Path project;

  private Template find(String name) throws IOException {
    return ((TemplateLookup.Found) new TemplateLibrary(project).find(name)).template();
  }

  static Stream<String> ours() {
    return OURS.stream();
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void hasTheProgramsTemplates() throws Exception {
    assertThat(new TemplateLibrary(project).names()).isEqualTo(OURS);
  }

  /** What the layout of each promises; those of languages with tools here are run as well. */
  @ParameterizedTest
  @MethodSource("ours")
  void hasWhatATemplateNeeds(String name) throws Exception {
    Template template = find(name);
    List<String> files = template.files().names();
    boolean isDockerfile = name.equals(Template.DOCKERFILE);
    String dockerfile;
    try (var content = template.files().open(isDockerfile ? "function/Dockerfile" : "Dockerfile")) {
      dockerfile = new String(content.readAllBytes(), UTF_8);
    }

    assertThat(template.welcome()).isNotBlank();
    assertThat(dockerfile)
        .startsWith("ARG WATCHDOG=gantry/watchdog:latest\n")
        .contains("ARG BASE=", "COPY --from=watchdog /opt/gantry /opt/gantry\n", "fprocess=\"")
        .contains("\nUSER 12345\n", "HEALTHCHECK --interval=3s CMD [\"/opt/gantry/fwatchdog\"")
        .endsWith("ENTRYPOINT [\"/opt/gantry/fwatchdog\"]\n");
    if (!isDockerfile) {
      assertThat(dockerfile).contains("fprocess=\"" + template.fprocess() + "\"");
      assertThat(files)
          .anyMatch(
              file -> file.toLowerCase(Locale.ROOT).matches("function/.*(test|\\.t$|lib\\.rs).*"));
      assertThat(Objects.requireNonNull(template.dev()).test()).isNotNull();
    }
  }

  @Test
  void copiesHandlerAndTheRestApart() throws Exception {
    find("python").copyHandler(project.resolve("hello"));
    find("python").copyWithoutHandler(project.resolve("build"));

    assertThat(project.resolve("hello/handler.py")).isRegularFile();
    assertThat(project.resolve("build/index.py")).isRegularFile();
    assertThat(project.resolve("build/.dockerignore")).isRegularFile();
    assertThat(project.resolve("build/function")).doesNotExist();
    assertThat(project.resolve("build/template.yml")).doesNotExist();
  }

  @Test
  void prefersTheProjectsOwn() throws Exception {
    write(
        "template/python/template.yml",
        "language: own\nfprocess: x\nmount_ssh: true\nbuild_options:\n- {name: dev, packages: [gcc, make]}\n");

    Template own = find("python");

    assertThat(own.language()).isEqualTo("own");
    assertThat(own.dev()).isNull();
    assertThat(own.buildOptions()).containsEntry("dev", List.of("gcc", "make"));
    assertThat(own.files().origin()).isEqualTo(project.resolve("template/python").toString());
  }

  @Test
  void takesAVersionOnlyIfThatWasPulled() throws Exception {
    write("template/python/template.yml", "language: python\n");
    TemplateLibrary library = new TemplateLibrary(project);
    assertThat(library.find("python@1.0"))
        .isEqualTo(new TemplateLookup.OtherVersion("python@1.0", "of unknown origin"));
    write(
        "template/python/meta.json",
        "{\"repository\":\"r\",\"ref_name\":\"1.0\",\"sha\":\"0123456789abcdef\",\"more\":1}");

    assertThat(library.find("python@1.0")).isInstanceOf(TemplateLookup.Found.class);
    assertThat(library.find("python@sha-0123456")).isInstanceOf(TemplateLookup.Found.class);
    assertThat(library.find("python@sha-0")).isInstanceOf(TemplateLookup.OtherVersion.class);
    assertThat(library.find("python@2.0"))
        .isEqualTo(new TemplateLookup.OtherVersion("python@2.0", "1.0"));
    assertThat(library.find("node@1.0")).isInstanceOf(TemplateLookup.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cobol", "../python", "", "python/..", ".", "a@../b"})
  void knowsNoOthers(String name) throws Exception {
    write("python/template.yml", "language: outside\n");

    assertThat(new TemplateLibrary(project).find(name))
        .isEqualTo(new TemplateLookup.Unknown(name, OURS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "/etc", "a/../../b", "-x"})
  void refusesAHandlerFolderThatLeadsOut(String folder) throws Exception {
    write("template/bad/template.yml", "language: x\nhandler_folder: " + folder + "\n");

    TemplateLookup lookup = new TemplateLibrary(project).find("bad");

    assertThat(((TemplateLookup.Malformed) lookup).problems())
        .extracting(FileProblem::message)
        .containsExactly(
            project.resolve("template/bad/template.yml")
                + ":2:1: handler_folder: \""
                + folder
                + "\" (expected: a folder inside the template)");
  }

  @Test
  void bringsNoFilesOfOthersThroughLinks() throws Exception {
    write("template/bad/template.yml", "language: x\n");
    Files.createSymbolicLink(project.resolve("template/bad/passwd"), Path.of("/etc/passwd"));

    assertThat(find("bad").files().names()).containsExactly("template.yml");
  }

  @Test
  void callsFromAnyFolder() throws Exception {
    assertThat(Objects.requireNonNull(find("bash").dev()).callIn(Path.of("/tmp/it's here")))
        .isEqualTo(
            "sh -c 'cd '\\''/tmp/it'\\''\\'\\'''\\''s here'\\'' && exec bash function/handler.sh'");
  }
}
