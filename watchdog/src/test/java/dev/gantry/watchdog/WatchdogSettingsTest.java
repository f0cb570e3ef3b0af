package dev.gantry.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.files.StaticSettings;
import dev.gantry.watchdog.mode.CallSettings;
import dev.gantry.watchdog.mode.Mode;
import dev.gantry.watchdog.relay.UpstreamSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchdogSettingsTest {

  @Test
  void readsTheDefaultsOfTheClassicMode() {
    WatchdogSettings settings = valid("fprocess", "cat");

    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.metricsPort()).isEqualTo(8081);
    assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.unhealthyPause()).isZero();
    assertThat(settings.maxInFlight()).isZero();
    assertThat(settings.writesLock()).isTrue();
    assertThat(call(settings).mode()).isEqualTo(Mode.CLASSIC);
    assertThat(call(settings).execTimeout()).isZero();
    assertThat(call(settings).combinesOutput()).isTrue();
    assertThat(call(settings).exportsHeaders()).isTrue();
    assertThat(settings.log().longestLine()).isEqualTo(65536);
    assertThat(settings.hold().memoryLimit()).isEqualTo(1 << 20);
    assertThat(settings.hold().spillLimit()).isEmpty();
  }

  @Test
  void endsAProcessAfterThirtySecondsWhenAModeIsSet() {
    assertThat(call(valid("fprocess", "cat", "mode", "streaming")).execTimeout())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "-1s", "0s"})
  void takesAnExecTimeoutOfZeroOrLessAsNone(String text) {
    assertThat(
            call(valid("fprocess", "cat", "mode", "streaming", "exec_timeout", text)).execTimeout())
        .isZero();
  }

  @Test
  void readsWhereTheFunctionOfModeHttpListens() {
    WatchdogSettings settings =
        valid(
            "fprocess", "node index.js",
            "mode", "http",
            "upstream_url", "http://127.0.0.1:3000",
            "http_buffer_req_body", "1",
            "ready_path", "/ready",
            "log_callid", "true");

    UpstreamSettings upstream = ((WatchdogSettings.Work.Relays) settings.work()).upstream();
    assertThat(upstream.command()).containsExactly("node", "index.js");
    assertThat(upstream.upstream().port()).isEqualTo(3000);
    assertThat(upstream.execTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(upstream.holdsBodies()).isTrue();
    assertThat(upstream.readyPath()).contains("/ready");
    assertThat(settings.log().namesCalls()).isTrue();
  }

  @Test
  void namesWhatModeHttpLacks() {
    assertThat(problems("mode", "http", "ready_path", "ready", "write_timeout", "0"))
        .extracting(problem -> problem.substring(0, problem.indexOf(" (")))
        .containsExactlyInAnyOrder(
            "fprocess: not set",
            "upstream_url: not set",
            "ready_path: \"ready\"",
            "write_timeout: \"0\"");
    assertThat(
            problems("mode", "http", "fprocess", "cat", "http_upstream_url", "https://127.0.0.1:1"))
        .singleElement()
        .asString()
        .startsWith("http_upstream_url: \"https://127.0.0.1:1\" (expected: http://")
        .contains("TLS");
  }

  @Test
  void splitsTheCommandAsAShellDoes() {
    assertThat(call(valid("fprocess", "sh -c 'echo \"a b\"' x\\ y")).command())
        .containsExactly("sh", "-c", "echo \"a b\"", "x y");
  }

  @Test
  void prefersFunctionProcessToFprocess() {
    assertThat(call(valid("fprocess", "cat", "function_process", "wc -l")).command())
        .containsExactly("wc", "-l");
  }

  @Test
  void takesAnEmptyValueAsAbsent() {
    assertThat(valid("fprocess", "cat", "port", "", "write_debug", "").port()).isEqualTo(8080);
  }

  @Test
  void ignoresOtherVariables() {
    assertThat(valid("fprocess", "cat", "PORT", "x", "upstream_url", "x").port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "1, true", "false, false", "0, false"})
  void readsBooleans(String text, boolean expected) {
    assertThat(call(valid("fprocess", "cat", "write_debug", text)).logsOutput())
        .isEqualTo(expected);
  }

  @Test
  void acceptsBothSpellingsOfLogCallId() {
    valid("fprocess", "cat", "log_call_id", "true");
    valid("fprocess", "cat", "log_callid", "1");
    assertThat(problems("fprocess", "cat", "log_callid", "yes"))
        .containsExactly("log_callid: \"yes\" (expected: true, 1, false or 0)");
  }

  @Test
  void namesEveryBadValueAtOnce() {
    List<String> problems =
        problems(
            "read_timeout", "soon",
            "port", "70000",
            "combine_output", "yes",
            "spill_limit", "much",
            "mode", "afterburn");

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "fprocess: not set (expected: a command such as wc -l, but it names no program)",
            "read_timeout: \"soon\" (expected: whole seconds such as 30, or a duration such as"
                + " 1.5s, 250ms or 1m30s)",
            "port: \"70000\" (expected: a whole number from 0 to 65535)",
            "combine_output: \"yes\" (expected: true, 1, false or 0)",
            "spill_limit: \"much\" (expected: bytes such as 1048576, or a size such as 512Ki, 64Mi"
                + " or 2G)",
            "mode: \"afterburn\" (expected: streaming, serializing, http, static or not set)");
  }

  @ParameterizedTest
  @CsvSource({
    "mode, STREAMING",
    "read_timeout, -1s",
    "healthcheck_interval, -5",
    "max_inflight, -1",
    "max_inflight, 1.5",
    "log_format, yaml",
    "jit, both",
    "log_buffer_size, 0",
    "log_buffer_size, -2",
    "jwt_auth, true",
    "jwt_auth_local, 1",
    "jwt_auth_debug, true",
    "buffer_limit, -1",
    "metrics_port, -1",
    "fprocess, 'sh -c \"unclosed'",
    "content_type, ' text/plain'"
  })
  void refuses(String key, String value) {
    assertThat(problems("fprocess", "cat", key, value))
        .singleElement()
        .asString()
        .startsWith(key + ": ");
  }

  @Test
  void needsNoCommandToServeFiles(@TempDir Path folder) {
    WatchdogSettings settings = valid("mode", "static", "static_path", folder.toString());

    assertThat(settings.work())
        .isEqualTo(new WatchdogSettings.Work.Serves(new StaticSettings(folder, false, false)));
    assertThat(settings.work().execTimeout()).isZero();
  }

  @Test
  void refusesAFolderThatIsNotThere(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(problems("mode", "static", "static_path", file.toString()))
        .containsExactly("static_path: \"" + file + "\" (expected: a folder that can be read)");
    assertThat(problems("mode", "static", "static_path", folder.resolve("absent").toString()))
        .hasSize(1);
    assertThat(problems("mode", "static"))
        .containsExactly(
            "static_path: not set (expected: a folder that can be read; by default /home/app/public,"
                + " which is none)");
  }

  @Test
  void refusesBadValuesThatHaveNoEffectToo(@TempDir Path folder) {
    assertThat(problems("mode", "static", "static_path", folder.toString(), "exec_timeout", "soon"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cgi_headers", "debug_headers", "marshal_request", "write_debug", "buffer_http"})
  void refusesBadBooleansOnceInEveryMode(String key) {
    for (String mode : List.of("", "streaming", "serializing", "http", "static")) {
      assertThat(
              problems(
                  "fprocess",
                  "cat",
                  "mode",
                  mode,
                  "upstream_url",
                  "http://127.0.0.1:1",
                  "static_path",
                  "/",
                  key,
                  "maybe"))
          .as(mode)
          .containsExactly(key + ": \"maybe\" (expected: true, 1, false or 0)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "static"})
  void saysWhyAModeHasNoSparesOnce(String mode) {
    assertThat(
            problems(
                "fprocess", "cat",
                "mode", mode,
                "upstream_url", "http://127.0.0.1:1",
                "static_path", "/",
                "warm_spares", "2"))
        .containsExactly(
            "warm_spares: \"2\" (expected: 0 with a mode that starts no process for a call)");
  }

  @Test
  void refusesAWriteTimeoutOfZeroOnlyWhenAModeIsSet() {
    assertThat(valid("fprocess", "cat", "write_timeout", "0").writeTimeout()).isZero();
    assertThat(problems("fprocess", "cat", "write_timeout", "0", "mode", "serializing")).hasSize(1);
  }

  @Test
  void saysABadWriteTimeoutOnce() {
    assertThat(problems("fprocess", "cat", "write_timeout", "x", "mode", "serializing")).hasSize(1);
  }

  @Test
  void showsAValueOnOneShortLine() {
    assertThat(problems("fprocess", "cat", "port", "1\n" + "2".repeat(500)))
        .singleElement()
        .asString()
        .doesNotContain("\n")
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void keepsSparesOnlyWithoutVariablesOfTheCall(String mode) {
    assertThat(
            call(valid("fprocess", "cat", "mode", mode, "warm_spares", "2", "cgi_headers", "0"))
                .warmSpares())
        .isEqualTo(2);
    assertThat(problems("fprocess", "cat", "mode", mode, "warm_spares", "2"))
        .containsExactly(
            "warm_spares: \"2\" (expected: 0 unless cgi_headers=false, because a process that is"
                + " started before its call cannot get the call's variables)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65", "two"})
  void refusesACountOfSparesThatIsNone(String count) {
    assertThat(problems("fprocess", "cat", "cgi_headers", "false", "warm_spares", count))
        .containsExactly("warm_spares: \"" + count + "\" (expected: a whole number from 0 to 64)");
  }

  private static WatchdogSettings valid(String... variables) {
    WatchdogSettings.Reading reading = WatchdogSettings.read(map(variables));
    assertThat(reading).isInstanceOf(WatchdogSettings.Reading.Valid.class);
    return ((WatchdogSettings.Reading.Valid) reading).settings();
  }

  private static CallSettings call(WatchdogSettings settings) {
    assertThat(settings.work()).isInstanceOf(WatchdogSettings.Work.Forks.class);
    return ((WatchdogSettings.Work.Forks) settings.work()).call();
  }

  private static List<String> problems(String... variables) {
    WatchdogSettings.Reading reading = WatchdogSettings.read(map(variables));
    assertThat(reading).isInstanceOf(WatchdogSettings.Reading.Invalid.class);
    return ((WatchdogSettings.Reading.Invalid) reading).problems();
  }

  private static Map<String, String> map(String... variables) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      map.put(variables[i], variables[i + 1]);
    }
    return map;
  }
}
