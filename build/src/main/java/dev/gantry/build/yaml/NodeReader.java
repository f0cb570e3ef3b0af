package dev.gantry.build.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns the library's nodes into {@link YamlValue}s, each once, however many aliases it has. */
final class NodeReader {

  private static final String MERGE = "<<";

  private final String file;
  private final Expressions expressions;
  private final List<FileProblem> problems;
  private final IdentityHashMap<Node, YamlValue> known = new IdentityHashMap<>();
  private final Set<Node> unfinished = Collections.newSetFromMap(new IdentityHashMap<>());

  NodeReader(String file, Expressions expressions, List<FileProblem> problems) {
    this.file = file;
    this.expressions = expressions;
    this.problems = problems;
  }

  YamlValue value(Node node) {
    YamlValue before = known.get(node);
    if (before != null) {
      return before;
    }
    if (!unfinished.add(node)) {
      problems.add(position(node).problem("a value that contains itself"));
      return new YamlValue.Nothing(position(node));
    }
    YamlValue value =
        switch (node) {
          case ScalarNode scalar -> text(scalar);
          case SequenceNode list ->
              new YamlValue.Items(
                  position(node), list.getValue().stream().map(this::value).toList());
          case MappingNode keys -> keys(keys);
          default -> new YamlValue.Nothing(position(node));
        };
    known.put(node, value);
    return value;
  }

  private YamlValue text(ScalarNode scalar) {
    Position position = position(scalar);
    return scalar.getTag().equals(Tag.NULL)
        ? new YamlValue.Nothing(position)
        : new YamlValue.Text(position, expressions.filled(scalar.getValue(), position, problems));
  }

  private YamlValue keys(MappingNode node) {
    Map<String, YamlValue.Entry> entries = new LinkedHashMap<>();
    List<YamlValue> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      Position position = position(tuple.getKeyNode());
      if (!(value(tuple.getKeyNode()) instanceof YamlValue.Text(Position _, String name))) {
        problems.add(position.problem("a key that is no text"));
      } else if (name.equals(MERGE)) {
        merged.add(value(tuple.getValueNode()));
      } else {
        YamlValue.Entry entry = new YamlValue.Entry(position, value(tuple.getValueNode()));
        YamlValue.Entry before = entries.putIfAbsent(name, entry);
        if (before != null) {
          problems.add(
              position.problem(name + ": is in line " + before.position().line() + " already"));
        }
      }
    }
    merged.forEach(value -> merge(value, entries));
    return new YamlValue.Keys(position(node), entries);
  }

  /** {@code <<}: keys of other places, where there are none of that name. */
  private void merge(YamlValue value, Map<String, YamlValue.Entry> entries) {
    switch (value) {
      case YamlValue.Keys keys -> keys.entries().forEach(entries::putIfAbsent);
      case YamlValue.Items items ->
          items.values().stream()
              .filter(YamlValue.Keys.class::isInstance)
              .forEach(keys -> merge(keys, entries));
      case YamlValue.Text _, YamlValue.Nothing _ ->
          problems.add(value.position().problem("<<: " + value.kind() + " (expected: keys)"));
    }
  }

  private Position position(Node node) {
    return YamlDocument.position(file, node.getStartMark());
  }
}
