package dev.gantry.app.settings;

import dev.gantry.api.GoDuration;
import dev.gantry.api.Problem;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was set, as numbers, addresses and so on. A value that makes no sense is written down as a
 * problem and something harmless is returned, so that all problems are found.
 */
final class SettingValues {

  private final Map<Setting, EffectiveSetting> effective = new EnumMap<>(Setting.class);
  private final List<Problem> problems = new ArrayList<>();

  void put(Setting setting, EffectiveSetting value) {
    effective.put(setting, value);
  }

  void addAll(List<Problem> found) {
    problems.addAll(found);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Every setting, in the order people read them. */
  List<EffectiveSetting> table() {
    return List.copyOf(effective.values());
  }

  Path readable(Setting setting) {
    Path file = Path.of(text(setting));
    if (!isSet(setting)) {
      problem(setting, "a file, as --tls-cert and --tls-key go together");
    } else if (!Files.isReadable(file) || Files.isDirectory(file)) {
      problem(setting, "a file that can be read");
    }
    return file.toAbsolutePath();
  }

  InetSocketAddress address(Setting setting) {
    String text = text(setting);
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      problem(setting, "an address such as 127.0.0.1:8080, [::1]:8080 or :8080");
      return new InetSocketAddress(0);
    }
    String host = text.substring(0, colon);
    InetSocketAddress address =
        host.isEmpty()
            ? new InetSocketAddress(Integer.parseInt(port))
            : new InetSocketAddress(host, Integer.parseInt(port));
    if (address.isUnresolved()) {
      problem(setting, "an address of this machine; '" + host + "' is not known");
    }
    return address;
  }

  Duration duration(Setting setting, boolean positive) {
    Optional<Duration> duration = GoDuration.parse(text(setting));
    if (duration.isEmpty() || (positive && duration.get().isZero())) {
      problem(setting, GoDuration.EXPECTED + (positive ? ", above 0" : ""));
    }
    return duration.orElse(Duration.ZERO);
  }

  boolean flag(Setting setting) {
    oneOf(setting, List.of("true", "false", "1", "0"));
    return text(setting).equals("true") || text(setting).equals("1");
  }

  <E extends Enum<E>> E choice(Setting setting, Class<E> type, E fallback) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return oneOf(setting, names)
        ? Enum.valueOf(type, text(setting).toUpperCase(Locale.ROOT))
        : fallback;
  }

  boolean oneOf(Setting setting, List<String> allowed) {
    boolean known = allowed.contains(text(setting));
    if (!known) {
      problem(setting, "one of " + String.join(", ", allowed));
    }
    return known;
  }

  boolean isSet(Setting setting) {
    return !text(setting).isEmpty();
  }

  String text(Setting setting) {
    return setting(setting).value();
  }

  void problem(Setting setting, String expected) {
    EffectiveSetting said = setting(setting);
    String key =
        switch (said.source()) {
          case "variable" -> setting.variable();
          case "file" -> "config." + setting.key();
          default -> "--" + setting.key();
        };
    problems.add(new Problem(key, said.value(), expected));
  }

  private EffectiveSetting setting(Setting setting) {
    EffectiveSetting said = effective.get(setting);
    if (said == null) {
      throw new IllegalStateException(setting + " was not read");
    }
    return said;
  }

  /** The text; empty when nobody said anything. */
  Optional<String> optionalText(Setting setting) {
    return isSet(setting) ? Optional.of(text(setting)) : Optional.empty();
  }

  /** Whether a person said it, and not the default. */
  boolean isSaid(Setting setting) {
    return !setting(setting).source().equals("default");
  }
}
