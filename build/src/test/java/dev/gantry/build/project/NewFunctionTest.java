package dev.gantry.build.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.project.NewOutcome.Created;
import dev.gantry.build.project.NewOutcome.NoTemplate;
import dev.gantry.build.project.NewOutcome.Refused;
import dev.gantry.build.stack.FunctionFilter;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFileReader;
import dev.gantry.build.stack.StackReading;
import dev.gantry.build.yaml.Substitution;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFunctionTest {

  @TempDir private Path project;

  private NewOutcome create(String name, String lang) throws Exception {
    return new NewFunction(
            name, lang, project.resolve("stack.yml"), "team/", "http://127.0.0.1:8080")
        .create();
  }

  private StackFile stack() {
    StackFileReader reader = new StackFileReader(Substitution.NONE, FunctionFilter.ALL);
    return ((StackReading.Read) reader.read(project.resolve("stack.yml"))).stack();
  }

  @Test
  void writesHandlerAndStackFile() throws Exception {
    Created first = (Created) create("hello", "python");
    Created second = (Created) create("bye", "dockerfile");

    assertThat(first.isNewFile()).isTrue();
    assertThat(first.template().welcome()).contains("handle(event, context)");
    assertThat(second.isNewFile()).isFalse();
    assertThat(project.resolve("hello/handler.py")).isRegularFile();
    assertThat(project.resolve("bye/Dockerfile")).isRegularFile();
    assertThat(stack().functionNames()).containsExactly("hello", "bye");
    assertThat(stack().function("bye").orElseThrow().image()).isEqualTo("team/bye:latest");
    assertThat(stack().function("bye").orElseThrow().handler()).isEqualTo("./bye");
  }

  @Test
  void writesNothingWhenItCannotWriteAll() throws Exception {
    Files.writeString(project.resolve("stack.yml"), "functions: {other: {image: a}}\n");

    assertThat(create("hello", "python")).isInstanceOf(Refused.class);

    assertThat(project.resolve("hello")).doesNotExist();
    assertThat(project.resolve("stack.yml")).hasContent("functions: {other: {image: a}}\n");
  }

  @Test
  void leavesAFolderAlone() throws Exception {
    Files.createDirectory(project.resolve("hello"));

    assertThat(create("hello", "python"))
        .isEqualTo(new Refused("the folder hello is there already"));
    assertThat(project.resolve("stack.yml")).doesNotExist();
  }

  @Test
  void refusesNamesAndTemplatesThatCannotBe() throws Exception {
    assertThat(create("../up", "python")).isInstanceOf(Refused.class);
    assertThat(create("Hello", "python")).isInstanceOf(Refused.class);
    assertThat(create("hello", "cobol")).isInstanceOf(NoTemplate.class);
    assertThat(project).isEmptyDirectory();
  }
}
