package dev.gantry.watchdog.process;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Arguments and variables as C wants them: addresses of UTF-8 strings, then a null. */
final class StringArray {

  private StringArray() {}

  static long of(Arena arena, List<String> strings) {
    MemorySegment array = arena.allocate(ValueLayout.JAVA_LONG, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(ValueLayout.JAVA_LONG, i, arena.allocateFrom(strings.get(i)).address());
    }
    return array.address();
  }

  static long of(Arena arena, Map<String, String> variables) {
    List<String> lines = new ArrayList<>(variables.size());
    variables.forEach((name, value) -> lines.add(name.concat("=").concat(value)));
    return of(arena, lines);
  }
}
