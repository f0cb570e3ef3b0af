package dev.gantry.engine.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Frame;
import dev.gantry.docker.EngineConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Why a container does not run, for people. */
final class Ending {

  private static final int LONGEST_LINE = 300;
  private static final int LIMIT_SECONDS = 5;
  private static final int KILLED = 137;

  private Ending() {}

  static String reason(EngineConnection engine, InspectContainerResponse container) {
    var state = container.getState();
    if (Boolean.TRUE.equals(state.getOOMKilled())) {
      Long limit = container.getHostConfig().getMemory();
      return limit == null || limit == 0
          ? "it was killed because the machine ran out of memory"
          : "it was killed because it needed more memory than its limit of "
              + (limit >> 20)
              + " MiB";
    }
    String error = state.getError();
    if (error != null && !error.isEmpty()) {
      return "it ended: " + error;
    }
    Long code = state.getExitCodeLong();
    String ended =
        code != null && code == KILLED
            ? "it was killed (exit code 137)"
            : "it ended with exit code " + code;
    String line = lastLine(engine, container.getId());
    return line.isEmpty() ? ended : ended + ": " + line;
  }

  private static String lastLine(EngineConnection engine, String containerId) {
    StringBuilder text = new StringBuilder();
    try (var reader =
        new ResultCallback.Adapter<Frame>() {
          @Override
          public void onNext(Frame frame) {
            text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
          }
        }) {
      engine
          .client()
          .logContainerCmd(containerId)
          .withStdOut(true)
          .withStdErr(true)
          .withTail(1)
          .exec(reader)
          .awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (Exception unknown) {
      return "";
    }
    String line = text.toString().strip();
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
  }
}
