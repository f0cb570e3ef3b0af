package dev.gantry.bench.watchdog;

import dev.gantry.bench.drive.CProgram;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls a second of a process each, beside a C program that starts the same processes. */
final class ForkCalls implements Measurement {

  private static final int WARM_UP_SECONDS = 4;

  @Override
  public String name() {
    return "fork";
  }

  @Override
  public List<Figure> take(Scope scope) throws IOException, InterruptedException {
    Path loop = CProgram.build("cat_loop", scope.folder());
    Path script = scope.folder().resolve("post.lua");
    Files.writeString(script, "wrk.method = 'POST'\nwrk.body = 'hello'\n");
    List<Double> calls = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    try (WatchdogProcess watchdog = WatchdogProcess.start(scope, Map.of("fprocess", "cat"))) {
      Wrk.scripted(watchdog.url("/"), 8, WARM_UP_SECONDS, script);
      for (int round = 0; round < scope.rounds(); round++) {
        starts.add(loop(loop, scope.seconds()));
        calls.add(Wrk.scripted(watchdog.url("/"), 8, scope.seconds(), script).rate());
      }
    }
    return List.of(
        Figure.Ratio.of(
            "fork mode, cat, 5 bytes, 8 connections",
            "calls/s",
            calls,
            "posix_spawn in C, 2 threads",
            starts,
            Goal.floor(0.70, 0.80)));
  }

  private static double loop(Path program, int seconds) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), String.valueOf(seconds));
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(program + " failed: " + output);
    }
    return Double.parseDouble(output.strip());
  }
}
