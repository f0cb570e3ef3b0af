package dev.gantry.watchdog.process;

import java.util.List;
import java.util.Map;

/**
 * The texts of one start, as addresses.
 *
 * @param directory 0 to start where this program runs
 * @param memory where they are, so long as this is reachable
 */
record SpawnStrings(
    long program, long directory, long arguments, long environment, NativeMemory memory) {

  /**
   * Lays them out.
   *
   * @param usual used from {@code start} on if they fit
   */
  static SpawnStrings of(
      NativeMemory usual, int start, EncodedCommand command, Map<String, String> extra) {
    byte[] path = command.program();
    byte[] folder = command.directory();
    List<byte[]> arguments = command.arguments();
    List<byte[]> variables = command.variables(extra);
    long size =
        CStrings.size(path)
            + CStrings.size(folder)
            + CStrings.size(arguments)
            + CStrings.size(variables);
    boolean fits = start + size <= usual.size();
    NativeMemory memory = fits ? usual : new NativeMemory(Math.toIntExact(size));
    CStrings strings = new CStrings(memory, fits ? start : 0);
    return new SpawnStrings(
        strings.add(path),
        folder.length == 0 ? 0 : strings.add(folder),
        strings.add(arguments),
        strings.add(variables),
        memory);
  }
}
