package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty folder to a running function and back, with the real program. */
final class CommandLineIT {

  @TempDir private Path scratch;

  /** Of its own: functions that run as another user have to reach it. */
  @TempDir private Path data;

  @Test
  void deploysCallsWatchesAndRemovesOnARealGateway() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples", "--no-auth=false")) {
      Command shown =
          typed(gantry.gateway().toString())
              .script(
                  """
                  gantry list || echo "not signed in: $?"
                  gantry login --password-stdin <'%s'
                  gantry store deploy shell || echo "a process has no image: $?"
                  gantry store deploy echo
                  gantry deploy up --command 'tr a-z A-Z'
                  echo hello | gantry invoke up
                  gantry logs up
                  gantry describe up -o json
                  gantry remove up
                  gantry list -q
                  gantry invoke up || echo "gone: $?"
                  """
                      .formatted(gantry.password()));

      assertThat(shown.orFail())
          .containsSubsequence(
              "answered 401: no credentials were sent",
              "not signed in: 1",
              "Logged in to",
              "error: could not deploy 'shell'",
              "its files are in the image gantry/samples",
              "a process has no image: 1",
              "Deployed echo: ",
              "Deployed up: ",
              "HELLO",
              "Wrote 6 Bytes",
              "\"availableReplicas\": 1",
              "Removed up.",
              "there is no function up.openfaas-fn",
              "gone: 1");
    }
    assertThat(
            Files.getPosixFilePermissions(scratch.resolve("home/config/gantry/credentials.json")))
        .hasSize(2);
  }

  @Test
  void runsANewFunctionAndReloadsItOnASave() throws Exception {
    int port = FreePort.find();
    TypedCommands typed = typed("http://127.0.0.1:" + port);
    typed.script("gantry new hello --lang bash").orFail();
    Path output = scratch.resolve("dev.log");
    Path handler = scratch.resolve("work/hello/handler.sh");

    Process dev = typed.start(output, "dev", "--listen", "127.0.0.1:" + port);
    try {
      eventually(() -> assertThat(output).content().contains("Ctrl-C ends."));
      assertThat(typed.script("echo you | gantry invoke hello").orFail()).contains("Hello, you!");

      Files.writeString(handler, Files.readString(handler).replace("Hello", "Ahoy"));
      eventually(() -> assertThat(output).content().contains("hello: reloaded in"));
      assertThat(typed.script("echo you | gantry invoke hello").orFail()).contains("Ahoy, you!");

      Files.writeString(handler, Files.readString(handler) + "\nif then\n");
      eventually(
          () ->
              assertThat(output)
                  .content()
                  .contains("syntax error", "not reloaded; the version before goes on"));
      assertThat(typed.script("echo you | gantry invoke hello").orFail()).contains("Ahoy, you!");
    } finally {
      dev.destroy();
    }

    assertThat(dev.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(dev.exitValue()).isZero();
    assertThat(output).content().contains("Wrote ");
  }

  @Test
  void tellsTheTwoFormsOfUpApart() throws Exception {
    Command shown =
        typed("http://127.0.0.1:1")
            .script(
                """
                gantry up --push || echo "first: $?"
                gantry up -f stack.yml --listen 127.0.0.1:0 || echo "second: $?"
                gantry up -f none.yml || echo "third: $?"
                """);

    assertThat(shown.orFail())
        .containsSubsequence(
            "error: --push goes with -f FILE; without it gantry up starts a server",
            "first: 2",
            "error: --listen starts a server, and -f deploys a stack file",
            "second: 2",
            "error: could not read none.yml",
            "third: 1");
  }

  @Test
  void saysInOneSentenceThatNoEngineAnswers() throws Exception {
    Command shown =
        typed("http://127.0.0.1:1")
            .script(
                """
                export DOCKER_HOST=unix:///nonexistent/docker.sock
                gantry new hello --lang bash -q
                gantry build || echo "build: $?"
                """);

    assertThat(shown.orFail().lines())
        .hasSize(4)
        .startsWith("error: could not build 'hello'")
        .endsWith("  try: gantry doctor", "build: 1");
  }

  @Test
  void pointsToTheOtherFormWhereAStackFileLies() throws Exception {
    TypedCommands typed = typed("http://127.0.0.1:1");
    typed.script("gantry new hello --lang bash -q").orFail();
    Path output = scratch.resolve("up.log");

    Process up =
        typed.start(
            output,
            "up",
            "--listen",
            "127.0.0.1:0",
            "--metrics-listen",
            "127.0.0.1:0",
            "--no-samples",
            "--no-auth",
            "--data",
            data.toString());
    try {
      eventually(() -> assertThat(output).content().contains("gantry up -f stack.yml"));
    } finally {
      up.destroy();
    }

    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private TypedCommands typed(String gateway) {
    return new TypedCommands(scratch.resolve("work"), scratch.resolve("home"), gateway);
  }
}
