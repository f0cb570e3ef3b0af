package dev.gantry.build.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stack file that was read (contract 2.3).
 *
 * @param name the file's name or address as the person gave it
 * @param folder where relative paths in it begin
 * @param gateway {@code provider.gateway}; absent means that the file does not say
 * @param functions those that were asked for, in the file's order
 * @param templates {@code configuration.templates}: where templates can be pulled from
 * @param copy {@code configuration.copy}: folders that every build context gets, relative to {@code
 *     folder}
 */
public record StackFile(
    String name,
    Path folder,
    @Nullable String gateway,
    List<StackFunction> functions,
    List<TemplateSource> templates,
    List<String> copy) {

  private static final List<String> NAMES = List.of("stack.yaml", "stack.yml");

  public StackFile {
    functions = List.copyOf(functions);
    templates = List.copyOf(templates);
    copy = List.copyOf(copy);
  }

  /** The stack file of a folder: {@code stack.yaml}, then {@code stack.yml}; empty if none. */
  public static Optional<Path> in(Path folder) {
    return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /** The function of a name; empty if it is not there. */
  public Optional<StackFunction> function(String function) {
    return functions.stream().filter(found -> found.name().equals(function)).findFirst();
  }

  /** The names of all functions, in the file's order. */
  public Stream<String> functionNames() {
    return functions.stream().map(StackFunction::name);
  }
}
