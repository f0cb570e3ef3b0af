package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that was killed in the middle of its work leaves to the next start. */
final class RestartIT {

  @TempDir private Path data;

  @Test
  void endsTheProcessesThatAKilledGatewayLeft() throws Exception {
    List<ProcessHandle> left;
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      // The second process leaves its parent's sight, not its group.
      gantry.post(
          "/system/functions",
          "{\"service\":\"stay\",\"envProcess\":\"sh -c 'sleep 601 & exec sleep 600'\"}");
      Future<?> call = callers.submit(() -> gantry.post("/function/stay", ""));
      eventually(() -> assertThat(sleepers(gantry)).hasSize(2));
      left = sleepers(gantry);
      gantry.kill();
      assertThat(call).failsWithin(Duration.ofSeconds(30));
    }
    assertThat(left).allMatch(RestartIT::runs);

    try (RunningGantry again = RunningGantry.start(data, "--no-samples")) {
      assertThat(left).noneMatch(RestartIT::runs);
      assertThat(again.get("/system/function/stay").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void keepsSecretsLogsNamespacesAndScaleThroughAKill() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples")) {
      gantry.post("/system/secrets", "{\"name\":\"token\",\"value\":\"kept\"}");
      gantry.post("/system/namespace/", "{\"name\":\"staging\",\"labels\":{\"openfaas\":\"1\"}}");
      gantry.deploy(
          "{\"service\":\"reader\",\"secrets\":[\"token\"],\"labels\":{\"colour\":\"blue\"},"
              + "\"envProcess\":\"sh -c 'echo noted >&2; cat $SECRETS_DIR/token'\","
              + "\"envVars\":{\"combine_output\":\"false\"}}",
          "reader");
      gantry.deploy("{\"service\":\"asleep\",\"envProcess\":\"cat\"}", "asleep");
      gantry.post("/system/scale-function/asleep", "{\"replicas\":0}");
      eventually(() -> assertThat(gantry.get("/system/logs?name=reader").body()).contains("noted"));
      gantry.kill();
    }
    try (RunningGantry again = RunningGantry.start(data, "--no-samples")) {
      assertThat(again.get("/system/logs?name=reader").body()).contains("noted");
      assertThat(again.get("/system/secrets").body()).contains("token");
      assertThat(again.post("/function/reader", "").body()).isEqualTo("kept");
      assertThat(again.get("/system/function/reader").body()).contains("\"colour\":\"blue\"");
      assertThat(again.get("/system/namespaces").body()).contains("staging");
      assertThat(again.get("/system/function/asleep").body()).contains("\"state\":\"asleep\"");
      assertThat(again.post("/function/asleep", "awake").body()).isEqualTo("awake");
    }
  }

  @Test
  void keepsThePasswordOfTheFirstStart() throws Exception {
    String first;
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples", "--no-auth=false")) {
      first = Files.readString(gantry.password());
      gantry.kill();
    }
    try (RunningGantry again = RunningGantry.start(data, "--no-samples", "--no-auth=false")) {
      assertThat(Files.readString(again.password())).isEqualTo(first);
    }
  }

  /** Dead processes without a parent are seen until the system's first process takes note. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static List<ProcessHandle> sleepers(RunningGantry gantry) {
    return ProcessHandle.of(gantry.pid())
        .orElseThrow()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/sleep"))
        .toList();
  }
}
