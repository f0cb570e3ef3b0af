package dev.gantry.build.yaml;

import java.util.List;
import java.util.Map;

/** A value of a YAML file and where it stands. Aliases lead to one and the same value. */
public sealed interface YamlValue {

  /** Where it begins. */
  Position position();

  /** What it is, for messages: {@code text}, {@code a list}, {@code keys}, {@code nothing}. */
  String kind();

  /** Any scalar, as it was written: {@code 010} stays {@code 010}. */
  record Text(Position position, String value) implements YamlValue {
    @Override
    public String kind() {
      return "\"" + value + "\"";
    }
  }

  /** No value: nothing was written, or {@code null}. */
  record Nothing(Position position) implements YamlValue {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /** A list. */
  record Items(Position position, List<YamlValue> values) implements YamlValue {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys and values, in the file's order. */
  record Keys(Position position, Map<String, Entry> entries) implements YamlValue {
    @Override
    public String kind() {
      return "keys and values";
    }
  }

  /**
   * One key with its value.
   *
   * @param position where the key stands
   */
  record Entry(Position position, YamlValue value) {}
}
