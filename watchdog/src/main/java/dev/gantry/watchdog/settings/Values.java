package dev.gantry.watchdog.settings;

import dev.gantry.watchdog.process.CommandLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads variables and collects what is wrong with them, so that a person sees all of it at once. A
 * method that finds a problem returns some value of its type, which must not be used once {@link
 * #problems} is not empty. An empty value counts as absent. Used by one thread.
 */
public final class Values {

  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  public Values(Map<String, String> variables) {
    this.variables = variables;
  }

  /** One sentence for each bad value so far: its name, the value and what was expected. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The value as it stands. */
  public Optional<String> text(Setting setting) {
    for (String key : setting.keys()) {
      Optional<String> value = nonEmpty(key);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  /** Whether it is {@code true} or {@code 1}. */
  public boolean flag(Setting setting) {
    String text = text(setting).orElse(setting.fallback());
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> {
        refuse(setting, "true, 1, false or 0");
        yield false;
      }
    };
  }

  /** A whole number between two bounds, both included. */
  public int number(Setting setting, int least, int most) {
    String text = text(setting).orElse(setting.fallback());
    try {
      int number = Integer.parseInt(text);
      if (!text.startsWith("+") && number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused like one that is out of range.
    }
    refuse(setting, "a whole number from " + least + " to " + most);
    return least;
  }

  /** A time span, at least 0. */
  public Duration span(Setting setting) {
    Duration span = signedSpan(setting, setting.fallback());
    if (span.isNegative()) {
      refuse(setting, TimeSpan.EXPECTED);
    }
    return span;
  }

  /** A time span that may be negative. */
  public Duration signedSpan(Setting setting, String fallback) {
    Optional<Duration> span = TimeSpan.parse(text(setting).orElse(fallback));
    if (span.isEmpty()) {
      refuse(setting, TimeSpan.EXPECTED);
    }
    return span.orElse(Duration.ofSeconds(1));
  }

  /** A size in bytes. */
  public OptionalLong size(Setting setting) {
    String text = text(setting).orElse(setting.fallback());
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong size = ByteSize.parse(text);
    if (size.isEmpty()) {
      refuse(setting, ByteSize.EXPECTED);
    }
    return size;
  }

  /** Words of a command, at least one. */
  public List<String> command(Setting setting) {
    CommandLine line = CommandLine.split(text(setting).orElse(""));
    if (line instanceof CommandLine.Unreadable(String problem)) {
      refuse(setting, "a command such as wc -l, but " + problem);
    }
    return line instanceof CommandLine.Words(List<String> words) ? words : List.of();
  }

  /** Notes that a value cannot be used. */
  public void refuse(Setting setting, String expected) {
    String key =
        setting.keys().stream()
            .filter(name -> nonEmpty(name).isPresent())
            .findFirst()
            .orElse(setting.keys().getLast());
    String value = text(setting).map(Values::shown).orElse("not set");
    String problem = key + ": " + value + " (expected: " + expected + ")";
    // A setting may be asked for more than once.
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  private Optional<String> nonEmpty(String key) {
    return Optional.ofNullable(variables.get(key)).filter(value -> !value.isEmpty());
  }

  /** In quotes, on one line, and not longer than a person reads. */
  private static String shown(String value) {
    String start = value.length() > 80 ? value.substring(0, 80) + "…" : value;
    return '"' + start.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
