package dev.gantry.build.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.build.stack.FunctionFilter;
import dev.gantry.build.stack.StackFileReader;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.stack.StackReading;
import dev.gantry.build.yaml.Substitution;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  /** The catalogue is written by hand; the samples' stack file says whether it is right. */
  @Test
  void hasAllSamples() throws Exception {
    Path file = Path.of("../samples/stack.yml");
    StackFileReader reader =
        new StackFileReader(Substitution.of(_ -> Optional.of("/samples")), FunctionFilter.ALL);
    List<FunctionDeployment> samples =
        ((StackReading.Read) reader.read(file))
            .stack().functions().stream()
                .map((StackFunction sample) -> sample.deployment(null))
                .toList();

    assertThat(
            Catalogue.ofProgram().functions().stream()
                .map(function -> function.deployment(function.name(), "x86_64").orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(samples);
    assertThat(Catalogue.ofProgram().functions())
        .allSatisfy(function -> assertThat(function.description()).isNotBlank());
  }

  @Test
  void readsCataloguesOfOthers() throws Exception {
    String json =
        """
        {"version":"0.2.0","icons":[],"functions":[
          {"title":"NodeInfo","name":"nodeinfo","network":"n","image":"old/nodeinfo:1"},
          {"title":"Cows","name":"cows","images":{"x86_64":"team/cows:1"},"readOnlyRootFilesystem":true}]}
        """;

    Catalogue catalogue = Catalogue.parse(json.getBytes(UTF_8));

    StoreFunction old = catalogue.find("NODEINFO").orElseThrow();
    assertThat(old.deployment("info", "arm64").orElseThrow().image()).isEqualTo("old/nodeinfo:1");
    StoreFunction cows = catalogue.find("cows").orElseThrow();
    assertThat(cows.deployment("cows", "x86_64").orElseThrow().readOnlyRootFilesystem()).isTrue();
    assertThat(cows.deployment("cows", "arm64")).isEmpty();
    assertThat(catalogue.find("dogs")).isEmpty();
    assertThatThrownBy(() -> Catalogue.parse("[".getBytes(UTF_8)))
        .isInstanceOf(InvalidJsonException.class);
  }
}
