package dev.gantry.build.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.stack.StackFunction.BuildSettings;
import dev.gantry.build.template.Template;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.template.TemplateLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

  @TempDir private Path project;
  private Template bash;

  @BeforeEach
  void find() throws Exception {
    bash = ((TemplateLookup.Found) new TemplateLibrary(project).find("bash")).template();
  }

  private static BuildSettings settings(String... options) {
    return new BuildSettings(
        List.of(options), Map.of("A", "1", "ADDITIONAL_PACKAGE", "bc"), Map.of(), null);
  }

  @Test
  void addsPackagesOfOptionsAndWhatAPersonSays() {
    ImageOptions options = new ImageOptions(Map.of("A", "2", "B", "3"), Map.of(), false, false);

    assertThat(Arguments.of(settings("json", "http"), bash, options))
        .isEqualTo(
            new Arguments.Known(
                Map.of("A", "2", "B", "3", "ADDITIONAL_PACKAGE", "bc jq curl ca-certificates")));
  }

  @Test
  void namesAnOptionThatTheTemplateDoesNotHave() {
    assertThat(Arguments.of(settings("xml"), bash, ImageOptions.NONE))
        .isEqualTo(new Arguments.Unknown("build_options: \"xml\" (expected: http, json)"));
  }
}
