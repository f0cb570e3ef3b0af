package dev.gantry.build.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.api.ApiJson;
import dev.gantry.build.yaml.FileProblem;
import dev.gantry.build.yaml.Substitution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of a folder beside what is expected of it, with the ending changed. */
class StackFileReaderTest {

  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Map<String, String> VARIABLES =
      Map.of("REGISTRY", "registry.example.com/team", "TAG", "1.0", "NOTE", "two\nlines: \"x\" #");
  private static final StackFileReader READER = reader(FunctionFilter.ALL);

  private static StackFileReader reader(FunctionFilter filter) {
    return new StackFileReader(
        Substitution.of(name -> Optional.ofNullable(VARIABLES.get(name))), filter);
  }

  static Stream<String> translated() throws IOException {
    return files("translated");
  }

  static Stream<String> refused() throws IOException {
    return files("refused");
  }

  private static Stream<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yml"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource
  void translated(String name) throws Exception {
    Path file = RESOURCES.resolve("translated").resolve(name + ".yml");

    StackReading reading = READER.read(file);

    assertThat(reading).isInstanceOf(StackReading.Read.class);
    StackFile stack = ((StackReading.Read) reading).stack();
    ObjectMapper json = new ObjectMapper();
    StringBuilder deployments = new StringBuilder();
    for (StackFunction function : stack.functions()) {
      Object deployment = json.readTree(ApiJson.write(function.deployment(null)));
      deployments.append(json.writerWithDefaultPrettyPrinter().writeValueAsString(deployment));
      deployments.append('\n');
    }
    assertThat(json.readTree("[" + deployments.toString().replace("}\n{", "},{") + "]"))
        .isEqualTo(json.readTree(expected("translated", name + ".json")));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String name) throws Exception {
    String text = expected("refused", name + ".yml");

    StackReading reading = READER.read(name + ".yml", text, RESOURCES);

    assertThat(reading).isInstanceOf(StackReading.Refused.class);
    String messages =
        ((StackReading.Refused) reading)
            .problems().stream()
                .map(FileProblem::message)
                .collect(Collectors.joining("\n", "", "\n"));
    assertThat(messages).isEqualTo(expected("refused", name + ".txt"));
  }

  private static String expected(String folder, String name) throws IOException {
    return Files.readString(RESOURCES.resolve(folder).resolve(name), UTF_8);
  }

  @Test
  void readsWhatABuildNeeds() {
    StackReading reading = READER.read(RESOURCES.resolve("translated/everything.yml"));

    StackFile stack = ((StackReading.Read) reading).stack();
    assertThat(stack.gateway()).isEqualTo("http://127.0.0.1:8080");
    assertThat(stack.copy()).containsExactly("common");
    assertThat(stack.templates())
        .containsExactly(new TemplateSource("node", "https://example.com/templates.git#v1"));
    StackFunction function = stack.function("thumbnailer").orElseThrow();
    assertThat(function.position().line()).isEqualTo(6);
    assertThat(function.build())
        .isEqualTo(
            new StackFunction.BuildSettings(
                List.of("dev"),
                Map.of("VERSION", "1.0"),
                Map.of("token", "./token"),
                "linux/amd64"));
  }

  @Test
  void takesTheTemplatesCommandForWantOfAnother() {
    StackReading reading = READER.read(RESOURCES.resolve("translated/of-2017.yml"));

    StackFile stack = ((StackReading.Read) reading).stack();
    assertThat(stack.function("url-ping").orElseThrow().deployment("python3 index.py").envProcess())
        .isEqualTo("python3 index.py");
    assertThat(stack.function("shrink-image").orElseThrow().deployment("x").envProcess())
        .isEqualTo("convert - -resize 50% fd:1");
  }

  @Test
  void looksAtTheFunctionsThatAreMeantOnly() {
    String text =
        "functions: {mail-in: {image: a}, mail-out: {image: b}, web: {colour: red, environment_file: gone}}";

    StackReading byGlob = reader(FunctionFilter.glob("mail-*")).read("f", text, RESOURCES);
    StackReading byRegex =
        reader(FunctionFilter.regex("out$").orElseThrow()).read("f", text, RESOURCES);

    assertThat(((StackReading.Read) byGlob).stack().functionNames())
        .containsExactly("mail-in", "mail-out");
    assertThat(((StackReading.Read) byRegex).stack().functionNames()).containsExactly("mail-out");
    assertThat(FunctionFilter.regex("(")).isEmpty();
  }

  @Test
  void leavesExpressionsAloneWhenAsked() {
    StackReading reading =
        new StackFileReader(Substitution.NONE, FunctionFilter.ALL)
            .read("f", "functions:\n  a:\n    image: a:${TAG}\n", RESOURCES);

    assertThat(((StackReading.Read) reading).stack().function("a").orElseThrow().image())
        .isEqualTo("a:${TAG}");
  }

  @Test
  void findsTheFileOfAFolder(@TempDir Path folder) throws Exception {
    assertThat(StackFile.in(folder)).isEmpty();
    Files.createFile(folder.resolve("stack.yml"));
    assertThat(StackFile.in(folder)).contains(folder.resolve("stack.yml"));
    Files.createFile(folder.resolve("stack.yaml"));
    assertThat(StackFile.in(folder)).contains(folder.resolve("stack.yaml"));
  }

  @Test
  void saysThatThereIsNoFile(@TempDir Path folder) {
    StackReading reading = READER.read(folder.resolve("stack.yml"));

    assertThat(((StackReading.Refused) reading).problems())
        .extracting(FileProblem::message)
        .containsExactly(folder.resolve("stack.yml") + ": there is no such file");
  }
}
