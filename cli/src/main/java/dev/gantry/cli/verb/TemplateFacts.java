package dev.gantry.cli.verb;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gantry.build.template.Template;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a template.
 *
 * @param name its name
 * @param language of what it is
 * @param origin where it lies
 * @param fprocess the command in its image
 * @param handlerFolder where a handler goes
 * @param buildOptions its groups of packages
 * @param runsWithoutImage whether {@code gantry dev} can run it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplateFacts(
    String name,
    String language,
    String origin,
    @Nullable String fprocess,
    String handlerFolder,
    Map<String, List<String>> buildOptions,
    boolean runsWithoutImage) {

  static TemplateFacts of(Template template) {
    return new TemplateFacts(
        template.name(),
        template.language(),
        template.files().origin(),
        template.fprocess(),
        template.handlerFolder(),
        new TreeMap<>(template.buildOptions()),
        template.dev() != null);
  }
}
