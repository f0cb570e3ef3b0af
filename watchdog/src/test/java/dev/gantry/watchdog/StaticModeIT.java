package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.http.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 3.2, mode=static, with real files. */
class StaticModeIT {

  private static final FileTime THEN = FileTime.from(Instant.parse("2020-02-03T04:05:06.789Z"));
  private static final String LAST_MODIFIED = "Mon, 03 Feb 2020 04:05:06 GMT";

  private PublicFiles files;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    files = new PublicFiles(folder);
    files.write("index.html", "<h1>hello</h1>");
    Files.setLastModifiedTime(files.write("a.txt", "0123456789"), THEN);
    files.write("docs/index.html", "docs");
    files.write("empty/a.css", "");
    files.write("a:b/index.html", "colon");
  }

  @AfterEach
  void stop() {
    files.close();
  }

  @Test
  void answersWithAFile() throws IOException {
    RawClient.Reply reply = files.get("/a.txt");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("0123456789");
    assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Last-Modified")).isEqualTo(LAST_MODIFIED);
    assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(reply.header("ETag")).matches("\"[0-9a-f]+-[0-9a-f]+-[0-9a-f]+\"");
    assertThat(reply.header("X-Duration-Seconds")).isEqualTo("(none)");
  }

  @Test
  void answersHeadWithTheSameHeaders() throws IOException {
    RawClient.Reply get = files.get("/a.txt");
    RawClient.Reply head = files.ask("HEAD", "/a.txt", "Range: bytes=0-1");

    assertThat(head.status()).isEqualTo(200);
    get.headers().remove("date");
    head.headers().remove("date");
    assertThat(head.headers()).isEqualTo(get.headers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
  void refusesOtherMethods(String method) throws IOException {
    RawClient.Reply reply = files.ask(method, "/a.txt");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({"/, <h1>hello</h1>", "/docs/, docs", "/docs/index.html, docs", "/docs/?a=/b, docs"})
  void answersWithTheIndexOfAFolder(String target, String body) throws IOException {
    assertThat(files.get(target).body()).isEqualTo(body);
    assertThat(files.get(target).header("Content-Type")).isEqualTo("text/html; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, ./docs/",
    "/docs?a=b&c, ./docs/?a=b&c",
    "/d%6fcs, ./d%6fcs/",
    "/a:b, ./a:b/",
    "http://f/docs, ./docs/"
  })
  void sendsClientsToAFolderWhoseSlashTheyForgot(String target, String place) throws IOException {
    RawClient.Reply reply = files.get(target);

    assertThat(reply.status()).isEqualTo(301);
    assertThat(reply.header("Location")).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/empty",
        "/empty/",
        "/none",
        "/none/",
        "/a.txt/",
        "/a.txt/b",
        "//",
        "//docs",
        "//docs/",
        "/docs//",
        "//f/docs",
        "/docs//index.html"
      })
  void listsNothingAndLeadsNowhere(String target) throws IOException {
    RawClient.Reply reply = files.get(target);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("Not Found\n");
    assertThat(reply.header("Location")).isEqualTo("(none)");
  }

  @ParameterizedTest
  @CsvSource({
    "a.js, alert(1), text/javascript; charset=utf-8",
    "a.SVG, <svg/>, image/svg+xml",
    "a.json, {}, application/json",
    "a.woff2, x, font/woff2",
    "LICENSE, Do what you want, text/plain; charset=utf-8",
    "png, x, text/plain; charset=utf-8",
    "page, <html><script>, text/plain; charset=utf-8",
    "feed.unknown, <?xml?>, text/plain; charset=utf-8",
    "nothing, '', text/plain; charset=utf-8",
    "odd.pdf.x, %PDF-1.7, application/pdf"
  })
  void saysWhatAFileIs(String name, String text, String type) throws IOException {
    files.write(name, text);

    assertThat(files.get("/" + name).header("Content-Type")).isEqualTo(type);
  }

  @Test
  void callsBytesThatItDoesNotKnowBytes() throws IOException {
    files.write("blob", "\0\1\2");

    assertThat(files.get("/blob").header("Content-Type")).isEqualTo("application/octet-stream");
  }

  @Test
  void answers304ToAClientThatHasTheFileAndKeepsTheConnection() throws IOException {
    String tag = files.get("/a.txt").header("ETag");
    String request =
        "GET /a.txt HTTP/1.1\r\nHost: f\r\nIf-None-Match: \"x\", W/" + tag + "\r\n\r\n";

    try (RawClient client = files.client()) {
      RawClient.Reply first = client.send(request).read();
      RawClient.Reply second = client.send("GET /a.txt HTTP/1.1\r\nHost: f\r\n\r\n").read();

      assertThat(first.status()).isEqualTo(304);
      assertThat(first.header("ETag")).isEqualTo(tag);
      assertThat(first.header("Last-Modified")).isEqualTo(LAST_MODIFIED);
      assertThat(first.header("Content-Length")).isEqualTo("10");
      assertThat(second.body()).isEqualTo("0123456789");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-None-Match: *                                  | 304",
        "If-None-Match: \"x\"                              | 200",
        "If-Modified-Since: Mon, 03 Feb 2020 04:05:06 GMT  | 304",
        "If-Modified-Since: Monday, 03-Feb-20 04:05:06 GMT | 304",
        "If-Modified-Since: Mon Feb  3 04:05:06 2020       | 304",
        "If-Modified-Since: Mon, 03 Feb 2020 04:05:05 GMT  | 200",
        "If-Modified-Since: yesterday                      | 200",
        "If-Match: *                                       | 200",
        "If-Match: \"x\"                                   | 412",
        "If-Unmodified-Since: Mon, 03 Feb 2020 04:05:06 GMT| 200",
        "If-Unmodified-Since: Mon, 03 Feb 2020 04:05:05 GMT| 412",
      })
  void heedsConditions(String line, int status) throws IOException {
    assertThat(files.get("/a.txt", line).status()).isEqualTo(status);
    assertThat(files.ask("HEAD", "/a.txt", line).status()).isEqualTo(status);
  }

  @Test
  void putsTheConditionsInTheirOrder() throws IOException {
    String tag = files.get("/a.txt").header("ETag");
    String old = "If-Modified-Since: Mon, 03 Feb 2020 04:05:06 GMT";
    String before = "If-Unmodified-Since: Mon, 03 Feb 2020 04:05:05 GMT";

    assertThat(files.get("/a.txt", "If-Match: " + tag, before).status()).isEqualTo(200);
    assertThat(files.get("/a.txt", "If-Match: W/" + tag).status()).isEqualTo(412);
    assertThat(files.get("/a.txt", "If-None-Match: \"x\"", old).status()).isEqualTo(200);
    assertThat(files.get("/a.txt", "If-Match: \"x\"", "If-None-Match: " + tag).status())
        .isEqualTo(412);
    assertThat(files.get("/none", "If-Match: *").status()).isEqualTo(404);
  }

  @Test
  void changesTheTagWithEveryReplacement() throws IOException {
    String before = files.get("/a.txt").header("ETag");
    Path other = files.write("b.txt", "abcdefghij");
    Files.setLastModifiedTime(other, THEN);

    Files.move(other, files.root.resolve("a.txt"), StandardCopyOption.ATOMIC_MOVE);

    assertThat(files.get("/a.txt").header("ETag")).isNotEqualTo(before);
    assertThat(files.get("/a.txt", "If-None-Match: " + before).body()).isEqualTo("abcdefghij");
  }

  @Test
  void neverSaysThatAFileIsOfTheFuture() throws IOException {
    Files.setLastModifiedTime(
        files.write("a.txt", "x"), FileTime.from(Instant.parse("2999-01-01T00:00:00Z")));

    RawClient.Reply reply = files.get("/a.txt");

    assertThat(reply.header("Last-Modified")).isEqualTo(reply.header("Date"));
  }

  @Test
  void sendsLargeFilesWhole() throws IOException {
    byte[] bytes = "0123456789abcdef".repeat(512 << 10).getBytes(UTF_8);
    Files.write(files.root.resolve("large.bin"), bytes);

    assertThat(files.get("/large.bin").body().getBytes(ISO_8859_1)).isEqualTo(bytes);
  }

  @Test
  void readsTheFolderAnewWhenItIsReplaced() throws IOException {
    Path old = files.root.resolveSibling("old");
    Files.move(files.root, old);
    assertThat(files.get("/a.txt").status()).isEqualTo(404);
    Path next = Files.createDirectory(files.root.resolveSibling("next"));
    Files.writeString(next.resolve("a.txt"), "next");

    Files.createSymbolicLink(files.root, next);

    assertThat(files.get("/a.txt").body()).isEqualTo("next");
  }

  @Test
  void writesOneLineACall() throws Exception {
    files.get("/a.txt?b=c", "X-Call-Id: c-1");
    files.get("/none", "User-Agent: kube-probe/1.30");
    files.get("/%");
    files.ask("POST", "/");

    eventually(() -> assertThat(access(files)).hasSize(3));
    // Each is written behind its answer, so the next call's may come first.
    assertThat(access(files))
        .anyMatch(
            line ->
                line.matches("watchdog: GET /a.txt\\?b=c - 200 - ContentLength: 10 \\([0-9.]+s\\)"))
        .anyMatch(line -> line.startsWith("watchdog: GET /% - 400 - "))
        .anyMatch(line -> line.startsWith("watchdog: POST / - 405 - "));
  }

  @Test
  void namesTheCallWhenAskedAndMasksHeaders(@TempDir Path folder) throws Exception {
    try (PublicFiles naming =
        new PublicFiles(
            folder, "log_callid", "true", "debug_headers", "true", "fprocess", "nothing")) {
      naming.get("/", "X-Call-Id: c-1", "Authorization: Basic x");

      eventually(
          () -> assertThat(naming.running.lines).anyMatch(line -> line.contains(" - 404 - ")));
      assertThat(naming.running.lines)
          .contains(
              "watchdog: The function's command is not used with mode=static.",
              "watchdog: Authorization: **** [c-1]");
      assertThat(naming.running.lines.getLast()).endsWith("s) [c-1]");
    }
  }

  @Test
  void answersTheWatchdogsOwnPaths() throws IOException {
    assertThat(files.get("/_/health").status()).isEqualTo(200);
    assertThat(files.get("/_/ready").status()).isEqualTo(200);
    files.running.watchdog.leaveRotation();
    assertThat(files.get("/_/ready").status()).isEqualTo(503);
    assertThat(files.get("/a.txt").status()).isEqualTo(200);
  }

  private static List<String> access(PublicFiles files) {
    return files.running.lines.stream().filter(line -> line.contains(" - ")).toList();
  }
}
