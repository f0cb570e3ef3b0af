package dev.gantry.docker;

import dev.gantry.docker.BuildEvent.Cached;
import dev.gantry.docker.BuildEvent.Line;
import dev.gantry.docker.BuildEvent.Step;
import dev.gantry.docker.BuildOutcome.Built;
import dev.gantry.docker.BuildOutcome.Failed;
import dev.gantry.docker.BuildOutcome.StepFailed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands what an engine writes while it builds. Written by the thread that reads the engine's
 * answer, asked for the outcome by the one that builds.
 */
final class BuildLog {

  private static final Pattern STEP = Pattern.compile("Step (\\d{1,4})/(\\d{1,4}) : (.*)");
  private static final Pattern SUCCESS = Pattern.compile("Successfully built ([0-9a-f]{12,64})");

  /** What the engine says of its own doings, which tells people nothing of theirs. */
  private static final Pattern OWN =
      Pattern.compile(" --->|Removing intermediate container |Successfully tagged ");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
  private static final int KEPT_LINES = 50;

  private final Consumer<BuildEvent> listener;
  private final StringBuilder line = new StringBuilder();
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final Map<String, String> statuses = new HashMap<>();
  private @Nullable Step step;
  private String image = "";
  private String error = "";

  BuildLog(Consumer<BuildEvent> listener) {
    this.listener = listener;
  }

  /** Takes in output, which may end in the middle of a line. */
  synchronized void text(String part) {
    line.append(part);
    int begin = 0;
    for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n", begin)) {
      whole(line.substring(begin, end).stripTrailing());
      begin = end + 1;
    }
    line.delete(0, begin);
  }

  /** Takes in what is said of a base image's layers: each change once, without percentages. */
  synchronized void status(String layer, String status) {
    if (!status.equals(statuses.put(layer, status))) {
      listener.accept(new Line(layer.isEmpty() ? status : layer + ": " + status));
    }
  }

  synchronized void failed(String why) {
    error = COLOUR.matcher(why).replaceAll("").strip();
  }

  private void whole(String coloured) {
    String text = COLOUR.matcher(coloured).replaceAll("");
    Matcher begins = STEP.matcher(text);
    Matcher success = SUCCESS.matcher(text);
    if (begins.matches()) {
      Step next =
          new Step(
              Integer.parseInt(begins.group(1)),
              Integer.parseInt(begins.group(2)),
              begins.group(3));
      step = next;
      lastLines.clear();
      listener.accept(next);
    } else if (success.matches()) {
      image = success.group(1);
    } else if (text.strip().equals("---> Using cache")) {
      listener.accept(new Cached());
    } else if (!text.isBlank() && !OWN.matcher(text).lookingAt()) {
      keep(text);
      listener.accept(new Line(text));
    }
  }

  private void keep(String text) {
    if (lastLines.size() == KEPT_LINES) {
      lastLines.removeFirst();
    }
    lastLines.addLast(text);
  }

  /**
   * How the build ended.
   *
   * @param fault why the conversation with the engine failed; empty if it did not
   */
  synchronized BuildOutcome outcome(String fault) {
    text("\n");
    String why = error.isEmpty() ? fault : error;
    if (why.isEmpty() && !image.isEmpty()) {
      return new Built(image);
    }
    if (why.isEmpty()) {
      why = "the engine ended the build without a word";
    }
    Step failed = step;
    return failed == null ? new Failed(why) : new StepFailed(failed, why, List.copyOf(lastLines));
  }
}
