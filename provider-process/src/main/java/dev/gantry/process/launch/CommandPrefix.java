package dev.gantry.process.launch;

import dev.gantry.process.folder.FunctionUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What stands before a function's command so that it runs as the functions' user, and the variables
 * that go with it.
 *
 * <p>The prefix's first program still has this program's rights, and variables such as {@code
 * LD_PRELOAD} would make it run a function's code. They are handed over under other names and get
 * their own back from a shell that has the user's rights already.
 *
 * @param arguments before the command; empty when functions have this program's rights
 * @param variables all variables of the process that is started
 */
record CommandPrefix(List<String> arguments, Map<String, String> variables) {

  /** What the C library does not let programs with more rights than their caller read. */
  private static final Pattern TRUSTED =
      Pattern.compile(
          "(LD_|GLIBC_|MALLOC_)[A-Za-z0-9_]*|GCONV_PATH|GETCONF_DIR|HOSTALIASES|LOCALDOMAIN"
              + "|LOCPATH|NIS_PATH|NLSPATH|RESOLV_HOST_CONF|RES_OPTIONS|TZDIR");

  private static final String BORROWED = "GANTRY_VARIABLE_";

  CommandPrefix {
    arguments = List.copyOf(arguments);
    variables = Map.copyOf(variables);
  }

  static CommandPrefix of(FunctionUser user, Map<String, String> variables) {
    if (!user.isOther()) {
      return new CommandPrefix(List.of(), variables);
    }
    Map<String, String> handedOver = new HashMap<>();
    StringBuilder restore = new StringBuilder();
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (TRUSTED.matcher(name).matches()) {
                String borrowed = BORROWED + name;
                handedOver.put(borrowed, value);
                restore.append("export %s=\"$%s\"; unset %s; ".formatted(name, borrowed, borrowed));
              } else {
                handedOver.put(name, value);
              }
            });
    List<String> arguments = new ArrayList<>(user.prefix());
    if (!restore.isEmpty()) {
      arguments.addAll(List.of("/bin/sh", "-c", restore + "exec \"$@\"", "sh"));
    }
    return new CommandPrefix(arguments, handedOver);
  }
}
