package dev.gantry.swarm;

import dev.gantry.api.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether placement constraints are such as a Swarm can match; it says nothing of unknown keys. */
final class Constraints {

  private static final Pattern SHAPE =
      Pattern.compile(
          "\\s*(?:node\\.(?:id|hostname|ip|role|platform\\.os|platform\\.arch"
              + "|labels\\.[A-Za-z0-9][-_.A-Za-z0-9]*)|engine\\.labels\\.[A-Za-z0-9][-_.A-Za-z0-9]*)"
              + "\\s*(?:==|!=)\\s*[A-Za-z0-9_./:][-A-Za-z0-9_. :+()*/?=@%|#&^$!<>\\[\\]{}~,;'\"]*",
          Pattern.CASE_INSENSITIVE);

  private Constraints() {}

  static List<Problem> problems(List<String> constraints) {
    List<Problem> found = new ArrayList<>();
    for (String constraint : constraints) {
      if (!SHAPE.matcher(constraint).matches()) {
        found.add(
            new Problem(
                "constraints",
                constraint,
                "node.id, node.hostname, node.ip, node.role, node.platform.os, node.platform.arch,"
                    + " node.labels.KEY or engine.labels.KEY, then == or != and a value"));
      }
    }
    return found;
  }
}
