package dev.gantry.build.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.build.yaml.FileProblem;
import dev.gantry.build.yaml.Substitution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/stack-file.md shows is read, and every key it lists is known. */
class DocumentedStackTest {

  @TempDir private Path folder;

  private static String document() throws Exception {
    return Files.readString(Path.of("../docs/stack-file.md"));
  }

  @Test
  void readsTheExample() throws Exception {
    Files.writeString(folder.resolve("settings.yml"), "environment: {HEIGHT: 100}\n");
    String text = document().split("<!-- stack -->\n```yaml\n", 2)[1].split("```", 2)[0];

    StackReading reading =
        new StackFileReader(Substitution.of(_ -> Optional.empty()), FunctionFilter.ALL)
            .read("stack.yml", text, folder);

    assertThat(reading).isInstanceOf(StackReading.Read.class);
    FunctionDeployment deployment =
        ((StackReading.Read) reading).stack().functions().getFirst().deployment(null);
    assertThat(deployment.image()).isEqualTo("local/thumbnailer:1.0");
    assertThat(deployment.envVars()).isEqualTo(Map.of("WIDTH", "200", "HEIGHT", "100"));
  }

  @Test
  void saysTheMistakesThatAreShown() throws Exception {
    String text =
        "\n\nfunctions:\n  hello:\n    lagn: python\n    image: a\n    limits:\n      memory: 12x\n";

    StackReading reading =
        new StackFileReader(Substitution.NONE, FunctionFilter.ALL).read("stack.yml", text, folder);

    assertThat(((StackReading.Refused) reading).problems())
        .extracting(FileProblem::message)
        .allSatisfy(message -> assertThat(document()).contains("\n" + message + "\n"));
  }

  @Test
  void listsEveryKeyOfAFunction() throws Exception {
    String document = document();
    assertThat(FunctionReader.KEYS)
        .allSatisfy(key -> assertThat(document).contains("`…." + key + "`"));
  }
}
