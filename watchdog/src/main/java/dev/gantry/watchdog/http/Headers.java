package dev.gantry.watchdog.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Header fields in the order they came. Names compare without regard to case. Immutable. */
public final class Headers {

  /** One field: its name as sent and its value without surrounding white space. */
  public record Field(String name, String value) {}

  private final List<Field> fields;

  public Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** All fields, in order. */
  public List<Field> fields() {
    return fields;
  }

  /** The first value of a field. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** All values of a field, in order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return Collections.unmodifiableList(values);
  }
}
