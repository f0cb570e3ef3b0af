package dev.gantry.watchdog.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What all starts of a command have in common: its file, which was looked up, and its strings as C
 * wants them.
 *
 * @param command as it was first started
 * @param file what {@link ProgramFile} found
 * @param program the same for C
 * @param directory empty where it starts in that of this program
 * @param names those of the variables, in the order of {@code variables}
 * @param variables {@code NAME=value} each
 */
@SuppressWarnings("ArrayRecordComponent") // for C alone, compared by nobody
record EncodedCommand(
    ProcessCommand command,
    String file,
    byte[] program,
    byte[] directory,
    List<byte[]> arguments,
    List<String> names,
    List<byte[]> variables) {

  /**
   * Looks the program up.
   *
   * @throws ProcessStartException if there is none that may be run
   */
  static EncodedCommand of(ProcessCommand command) throws ProcessStartException {
    String file = ProgramFile.find(command);
    List<byte[]> arguments = new ArrayList<>();
    for (String argument : command.arguments()) {
      arguments.add(ByteText.bytes(argument));
    }
    List<String> names = List.copyOf(command.environment().keySet());
    List<byte[]> variables = new ArrayList<>();
    for (String name : names) {
      variables.add(variable(name, String.valueOf(command.environment().get(name))));
    }
    String directory = command.directory().isPresent() ? command.directory().get().toString() : "";
    return new EncodedCommand(
        command,
        file,
        ByteText.bytes(file),
        ByteText.bytes(directory),
        arguments,
        names,
        variables);
  }

  /** Whether a command differs in nothing but its extra variables; a quick look, which may err. */
  @SuppressWarnings("ReferenceEquality") // Commands with other extra variables share these.
  boolean isOf(ProcessCommand other) {
    return other.arguments() == command.arguments()
        && other.environment() == command.environment()
        && other.directory().equals(command.directory());
  }

  /** All variables of a start; its extra ones win. */
  List<byte[]> variables(Map<String, String> extra) {
    if (extra.isEmpty()) {
      return variables;
    }
    List<byte[]> all = new ArrayList<>(names.size() + extra.size());
    for (int i = 0; i < names.size(); i++) {
      if (!extra.containsKey(names.get(i))) {
        all.add(variables.get(i));
      }
    }
    for (Map.Entry<String, String> variable : extra.entrySet()) {
      all.add(variable(variable.getKey(), variable.getValue()));
    }
    return all;
  }

  private static byte[] variable(String name, String value) {
    return ByteText.bytes(name.concat("=").concat(value));
  }
}
