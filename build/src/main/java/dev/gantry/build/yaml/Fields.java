package dev.gantry.build.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys of one place of a file and notes what is wrong with them. Used by one thread. */
public final class Fields {

  private final String path;
  private final YamlValue.Keys keys;
  private final List<FileProblem> problems;

  private Fields(String path, YamlValue.Keys keys, List<FileProblem> problems) {
    this.path = path;
    this.keys = keys;
    this.problems = problems;
  }

  /**
   * The keys of a value.
   *
   * @param path what leads there, for messages: {@code functions.hello}; empty at the root
   * @param problems gets what is wrong, also later
   */
  public static Fields of(String path, YamlValue value, List<FileProblem> problems) {
    if (value instanceof YamlValue.Keys keys) {
      return new Fields(path, keys, problems);
    }
    if (!(value instanceof YamlValue.Nothing)) {
      String what = value.kind() + " (expected: keys and values)";
      problems.add(value.position().problem(path.isEmpty() ? what : path + ": " + what));
    }
    return new Fields(path, new YamlValue.Keys(value.position(), Map.of()), problems);
  }

  /** Notes every key that is not among these, with the nearest that is. */
  public void onlyKnow(Collection<String> known) {
    keys.entries()
        .forEach(
            (name, entry) -> {
              if (!known.contains(name)) {
                String hint =
                    Nearest.to(name, known)
                        .map(key -> "did you mean " + key + "?")
                        .orElse("expected: " + String.join(", ", known));
                problems.add(entry.position().problem(at(name) + ": unknown key (" + hint + ")"));
              }
            });
  }

  /** The keys, in the file's order. */
  public Collection<String> names() {
    return keys.entries().keySet();
  }

  /** Where a key stands; where its surroundings do if there is none. */
  public Position position(String name) {
    YamlValue.Entry entry = keys.entries().get(name);
    return entry == null ? keys.position() : entry.position();
  }

  /** A text; absent, nothing and the empty text are the same. */
  public Optional<String> text(String name) {
    return value(name).flatMap(value -> text(at(name), value)).filter(text -> !text.isEmpty());
  }

  /** A boolean; absent means {@code false}. */
  public boolean flag(String name) {
    Optional<String> text = text(name);
    return switch (text.orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        note(name, "\"" + text.orElseThrow() + "\" (expected: true or false)");
        yield false;
      }
    };
  }

  /** A list of texts; absent means none. One text alone is a list of one. */
  public List<String> texts(String name) {
    Optional<YamlValue> value = value(name);
    List<String> texts = new ArrayList<>();
    if (value.isPresent() && value.get() instanceof YamlValue.Items(Position _, var values)) {
      for (YamlValue item : values) {
        text(at(name), item).filter(text -> !text.isEmpty()).ifPresent(texts::add);
      }
    } else {
      value.flatMap(one -> text(at(name), one)).filter(t -> !t.isEmpty()).ifPresent(texts::add);
    }
    return List.copyOf(texts);
  }

  /** Texts by name; absent means none, a name without value has the empty text. */
  public Map<String, String> map(String name) {
    Fields inner = fields(name);
    Map<String, String> texts = new LinkedHashMap<>();
    inner
        .keys
        .entries()
        .forEach(
            (key, entry) ->
                text(inner.at(key), entry.value()).ifPresent(text -> texts.put(key, text)));
    return texts;
  }

  /** The keys below a key; absent means none. */
  public Fields fields(String name) {
    return of(at(name), value(name).orElse(new YamlValue.Nothing(position(name))), problems);
  }

  /** The keys of each item of a list; absent means none. */
  public List<Fields> items(String name) {
    return switch (value(name).orElse(new YamlValue.Nothing(position(name)))) {
      case YamlValue.Items(Position _, var values) ->
          values.stream().map(item -> of(at(name), item, problems)).toList();
      case YamlValue.Nothing _ -> List.of();
      case YamlValue other -> {
        problems.add(other.position().problem(at(name) + ": " + other.kind() + " (a list)"));
        yield List.of();
      }
    };
  }

  /** Notes that something is wrong with a key. */
  public void note(String name, String what) {
    problems.add(position(name).problem(at(name) + ": " + what));
  }

  private Optional<YamlValue> value(String name) {
    return Optional.ofNullable(keys.entries().get(name)).map(YamlValue.Entry::value);
  }

  private Optional<String> text(String where, YamlValue value) {
    return switch (value) {
      case YamlValue.Text(Position _, String text) -> Optional.of(text);
      case YamlValue.Nothing _ -> Optional.of("");
      case YamlValue other -> {
        problems.add(other.position().problem(where + ": " + other.kind() + " (expected: text)"));
        yield Optional.empty();
      }
    };
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
