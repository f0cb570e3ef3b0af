package dev.gantry.watchdog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files beyond ASCII, which the JVM reads as the locale says. */
class StaticNamesIT {

  private static final String[] NAMES = {"grüße.txt", "日本語", "😀.html", "e\u0301.txt"};
  private static final String HINT = "the locale is not UTF-8";

  @TempDir private Path site;

  @BeforeEach
  void write() throws Exception {
    for (String name : NAMES) {
      StringBuilder octal = new StringBuilder();
      for (byte octet : name.getBytes(UTF_8)) {
        octal.append("\\%03o".formatted(octet & 0xff));
      }
      // A shell, because this JVM may have another locale.
      Process writer =
          new ProcessBuilder("sh", "-c", "echo hi > \"$(printf '" + octal + "')\"")
              .directory(site.toFile())
              .start();
      assertThat(writer.waitFor()).isZero();
    }
  }

  @Test
  void findsNamesInAnyScript(@TempDir Path folder) throws Exception {
    try (ForkedWatchdog forked = start(folder, Map.of("LC_ALL", "C.UTF-8"))) {
      for (String name : NAMES) {
        assertThat(get(forked, name).body()).isEqualTo("hi\n");
      }
      assertThat(forked.lines).noneMatch(line -> line.contains(HINT));
    }
  }

  @Test
  void saysWhyItFindsNoneWithoutALocale(@TempDir Path folder) throws Exception {
    try (ForkedWatchdog forked = start(folder, Map.of("LC_ALL", "C"))) {
      for (String name : NAMES) {
        assertThat(get(forked, name).statusCode()).isEqualTo(404);
      }
      assertThat(forked.lines).anyMatch(line -> line.contains(HINT));
    }
  }

  private ForkedWatchdog start(Path folder, Map<String, String> more) throws IOException {
    Map<String, String> variables = new HashMap<>(more);
    variables.putAll(Map.of("port", "0", "metrics_port", "0", "mode", "static"));
    variables.put("static_path", site.toString());
    return ForkedWatchdog.start(folder, variables);
  }

  private static HttpResponse<String> get(ForkedWatchdog forked, String name) throws Exception {
    StringBuilder path = new StringBuilder("/");
    for (byte octet : name.getBytes(UTF_8)) {
      path.append("%%%02x".formatted(octet & 0xff));
    }
    return forked.get(forked.port(), path.toString());
  }
}
