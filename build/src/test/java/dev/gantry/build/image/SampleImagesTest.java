package dev.gantry.build.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.gantry.build.image.Assembly.Assembled;
import dev.gantry.build.stack.FunctionFilter;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFileReader;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.stack.StackReading;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.yaml.Substitution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples that have to be built: what their images are made of. */
class SampleImagesTest {

  private static final Path FOLDER = Path.of("../samples");

  @TempDir private Path target;

  private static StackFile stack() throws IOException {
    StackReading reading =
        new StackFileReader(Substitution.of(_ -> Optional.empty()), FunctionFilter.ALL)
            .read(FOLDER.resolve("stack.yml"));
    return ((StackReading.Read) reading).stack();
  }

  static Stream<Arguments> samples() throws IOException {
    return stack().functions().stream()
        .filter(sample -> sample.lang() != null)
        .map(sample -> argumentSet(sample.name(), sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void hasTheFileThatItsCommandRuns(StackFunction sample) throws Exception {
    Assembled built =
        (Assembled)
            new FunctionBuild(stack(), new TemplateLibrary(FOLDER), target).assemble(sample);

    String inImage = "/samples/" + sample.name() + "/";
    assertThat(sample.build().arguments()).containsEntry("NAME", sample.name());
    List<String> run =
        Arrays.stream(String.valueOf(sample.fprocess()).split(" "))
            .filter(word -> word.startsWith("/"))
            .toList();
    assertThat(run)
        .allSatisfy(
            file ->
                assertThat(built.folder().resolve(file.replace(inImage, "function/")))
                    .isRegularFile());
    assertThat(run.isEmpty()).isEqualTo(sample.name().equals("figlet"));
  }

  /** Debian has no tools for it, so nothing more can be said. */
  @Test
  void hasTheLayoutThatDotnetExpects() throws Exception {
    Path sample = FOLDER.resolve("hello-dotnet");

    assertThat(sample.resolve("Program.cs")).content().contains("Console.WriteLine");
    assertThat(Files.readString(sample.resolve("hello.csproj")))
        .contains("<Project Sdk=\"Microsoft.NET.Sdk\">", "<OutputType>Exe</OutputType>");
    assertThat(sample.resolve("run.sh")).content().contains("dotnet publish", "hello.csproj");
  }

  @Test
  void isToldApartFromTheOneImageOfTheOthers() throws Exception {
    assertThat(stack().functions())
        .allSatisfy(
            sample ->
                assertThat(sample.image())
                    .isEqualTo(
                        sample.lang() == null
                            ? "gantry/samples:latest"
                            : "gantry/sample-" + sample.name() + ":latest"));
  }
}
