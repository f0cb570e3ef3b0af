package dev.gantry.build.stack;

import dev.gantry.build.yaml.Glob;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which functions of a stack file are meant.
 *
 * @param text the pattern as written; empty when all are meant
 * @param names whether a name is meant
 */
public record FunctionFilter(String text, Predicate<String> names) {

  /** All of them. */
  public static final FunctionFilter ALL = new FunctionFilter("", _ -> true);

  /** Whose whole name the glob matches, such as {@code mail-*}. */
  public static FunctionFilter glob(String glob) {
    return new FunctionFilter(glob, Glob.of(glob).asMatchPredicate());
  }

  /**
   * In whose name the regular expression is found.
   *
   * @return empty if it is no regular expression
   */
  public static Optional<FunctionFilter> regex(String expression) {
    try {
      return Optional.of(new FunctionFilter(expression, Pattern.compile(expression).asPredicate()));
    } catch (PatternSyntaxException malformed) {
      return Optional.empty();
    }
  }

  boolean accepts(String function) {
    return names.test(function);
  }
}
