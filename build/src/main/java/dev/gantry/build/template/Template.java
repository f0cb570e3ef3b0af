package dev.gantry.build.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A template (contract 2.5): all that is around a handler.
 *
 * @param name its folder's name, and {@code lang} in stack files
 * @param language {@code language}: of what it is, for people
 * @param fprocess {@code fprocess}: the command in the image; absent means that the image knows
 * @param buildOptions {@code build_options}: packages by name of their group
 * @param welcome {@code welcome_message}: shown after {@code new}; absent means nothing
 * @param handlerFolder {@code handler_folder}: where the handler goes in the build folder; {@code
 *     function} by default. Of the template {@code dockerfile} it goes into the build folder itself
 * @param dev how it runs without an image; absent means that it cannot
 * @param files its files
 */
public record Template(
    String name,
    String language,
    @Nullable String fprocess,
    Map<String, List<String>> buildOptions,
    @Nullable String welcome,
    String handlerFolder,
    @Nullable DevCommands dev,
    TemplateFiles files) {

  /** The template that is a Dockerfile and nothing else. */
  public static final String DOCKERFILE = "dockerfile";

  public Template {
    buildOptions = Map.copyOf(buildOptions);
  }

  /**
   * How a function runs without an image. Commands are for {@code sh -c} in the build folder.
   *
   * @param call {@code dev}: answers one call from STDIN to STDOUT
   * @param build {@code dev_build}: what has to be done first, and again after each change; absent
   *     means nothing
   * @param test {@code dev_test}: runs the handler's unit test; absent means there is none
   */
  public record DevCommands(String call, @Nullable String build, @Nullable String test) {

    /**
     * The command of a deployment without {@code mode}: it answers one call from any folder.
     *
     * @param buildFolder an absolute path
     */
    public String callIn(Path buildFolder) {
      return "sh -c " + quoted("cd " + quoted(buildFolder.toString()) + " && exec " + call);
    }

    private static String quoted(String text) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
  }

  /** Where the handler goes below a build folder. */
  public Path handlerIn(Path buildFolder) {
    return name.equalsIgnoreCase(DOCKERFILE) ? buildFolder : buildFolder.resolve(handlerFolder);
  }

  /**
   * Copies everything but the handler into a folder, which is made.
   *
   * @throws IOException if it cannot be read or written
   */
  public void copyWithoutHandler(Path target) throws IOException {
    copy(target, "", name -> !isHandler(name));
  }

  /**
   * Copies the handler that a new function begins with into a folder, which is made.
   *
   * @throws IOException if it cannot be read or written
   */
  public void copyHandler(Path target) throws IOException {
    copy(target, handlerPrefix(), this::isHandler);
  }

  private boolean isHandler(String file) {
    return file.startsWith(handlerPrefix()) && !isOwn(file);
  }

  private String handlerPrefix() {
    return handlerFolder + "/";
  }

  /** What describes the template itself is never part of a function. */
  private static boolean isOwn(String file) {
    return file.equals("template.yml") || file.equals("meta.json");
  }

  private void copy(Path target, String prefix, Predicate<String> which) throws IOException {
    Files.createDirectories(target);
    for (String name : files.names()) {
      if (which.test(name) && !isOwn(name)) {
        Path file = target.resolve(name.substring(prefix.length()));
        Files.createDirectories(file.getParent());
        try (InputStream content = files.open(name)) {
          Files.copy(content, file);
        }
        if (files.isProgram(name)) {
          file.toFile().setExecutable(true, false);
        }
      }
    }
  }
}
