package dev.gantry.watchdog.packaged;

import static dev.gantry.watchdog.packaged.HttpCalls.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 3.2, {@code mode=static}: one watchdog with the default folder. */
@NeedsScratchRoot
class PackagedStaticIT {

  @TempDir static Path folder;

  private static PackagedWatchdog watchdog;
  private static HttpCalls calls;

  @BeforeAll
  static void start() throws Exception {
    Path files = Files.createDirectory(folder.resolve("public"));
    Files.writeString(files.resolve("index.html"), "<p>index");
    Files.writeString(files.resolve("data.json"), "0123456789");
    Files.writeString(files.resolve(".env"), "secret");
    Files.createSymbolicLink(files.resolve("out"), Path.of("/proc/self/environ"));
    Files.createSymbolicLink(files.resolve("in"), Path.of("data.json"));
    Files.createDirectory(files.resolve("sub"));
    Files.writeString(files.resolve("sub/index.html"), "<p>sub");
    // The locale of this program may not be able to write the name.
    Command.run(files, List.of("sh", "-c", "printf letters >$(printf 'gr\\303\\274n.txt')"))
        .orFail();
    watchdog =
        PackagedStart.with("mode", "static")
            .containing("/home/app/public", files)
            .start()
            .awaitReady();
    Files.delete(files.resolve("out"));
    calls = watchdog.calls();
  }

  @AfterAll
  static void stop() {
    if (watchdog != null) {
      watchdog.close();
    }
  }

  @Test
  void answersWithFilesAndTheirTypes() throws Exception {
    HttpResponse<String> answer = calls.get("/data.json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(type(answer)).isEqualTo("application/json");
    assertThat(answer.headers().map()).containsKeys("etag", "last-modified");
    assertThat(calls.get("/in").body()).isEqualTo("0123456789");
  }

  @Test
  void answersWithTheIndexOfAFolder() throws Exception {
    assertThat(calls.get("/").body()).isEqualTo("<p>index");
    assertThat(calls.get("/sub/").body()).isEqualTo("<p>sub");
    assertThat(calls.send("HEAD", "/", "").headers().firstValueAsLong("Content-Length"))
        .hasValue(8);
  }

  @Test
  void answersNamesOfAnyLetters() throws Exception {
    assertThat(calls.get("/gr%c3%bcn.txt").body()).isEqualTo("letters");
    assertThat(watchdog.lines).noneMatch(line -> line.contains("UTF-8"));
  }

  @Test
  void sendsARangeAndNothingThatTheClientHas() throws Exception {
    HttpResponse<String> range = calls.get("/data.json", "Range", "bytes=2-4");
    String tag = range.headers().firstValue("ETag").orElseThrow();

    assertThat(range.statusCode()).isEqualTo(206);
    assertThat(range.body()).isEqualTo("234");
    assertThat(calls.get("/data.json", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(calls.get("/data.json", "Range", "bytes=20-").statusCode()).isEqualTo(416);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../proc/self/environ",
        "/%2e%2e/%2e%2e/etc",
        "/sub%2findex.html",
        "/out",
        "/.env",
        "//",
        "/none"
      })
  void showsNothingElse(String path) throws Exception {
    String answer =
        calls.exchange("GET " + path + " HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*").doesNotContain("secret", "PATH=");
  }

  @Test
  void refusesOtherMethods() throws Exception {
    assertThat(calls.post("").statusCode()).isEqualTo(405);
  }

  @Test
  void isHealthyAndReady() throws Exception {
    assertThat(calls.get("/_/health").statusCode()).isEqualTo(200);
    assertThat(calls.get("/_/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void takesAnotherFolderAndRefusesOneThatIsNotThere() throws Exception {
    try (PackagedWatchdog other =
            PackagedStart.with("mode", "static", "static_path", "/srv")
                .containing("/srv", folder.resolve("public/sub"))
                .start()
                .awaitReady();
        PackagedWatchdog none =
            PackagedStart.with("mode", "static", "static_path", "/none").start()) {
      assertThat(other.calls().get("/").body()).isEqualTo("<p>sub");
      assertThat(none.awaitExit()).isIn(1, 2);
      assertThat(none.lines).anyMatch(line -> line.contains("/none"));
    }
  }
}
