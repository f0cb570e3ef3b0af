package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.http.RawClient;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of files, and files that change while they are sent. */
class StaticRangesIT {

  private static final FileTime THEN = FileTime.from(Instant.parse("2020-02-03T04:05:06.789Z"));
  private static final int LARGE = 64 << 20;

  private PublicFiles files;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    files = new PublicFiles(folder);
    Files.setLastModifiedTime(files.write("a.txt", "0123456789"), THEN);
    files.write("empty.txt", "");
  }

  @AfterEach
  void stop() {
    files.close();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0123, 0-3",
    "bytes=4-, 456789, 4-9",
    "bytes=-3, 789, 7-9",
    "bytes=-30, 0123456789, 0-9",
    "bytes=8-99999999999999999999, 89, 8-9",
    "BYTES=9-9, 9, 9-9",
    "'bytes=2-2,90-', 2, 2-2"
  })
  void sendsAPart(String range, String body, String place) throws IOException {
    RawClient.Reply reply = files.get("/a.txt", "Range: " + range);

    assertThat(reply.status()).isEqualTo(206);
    assertThat(reply.body()).isEqualTo(body);
    assertThat(reply.header("Content-Range")).isEqualTo("bytes " + place + "/10");
    assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=3-2",
        "bytes=a-b",
        "bytes=",
        "bytes=,",
        "bytes",
        "bytes=1",
        "bytes=1-2-3",
        "bytes=--1",
        "bytes=+1-2",
        "lines=1-2",
        "bytes=0-5,3-7",
        "bytes=0-,0-",
        "bytes=0-0,1-1,x",
        "bytes = 0-1",
        "bytes=-1,-2",
        "bytes=0 - 1",
        "bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8,9-9,10-10,11-11,12-12,13-13,14-14,15-15,16-16"
      })
  void sendsAllWhenTheRangeMakesNoSense(String range) throws IOException {
    RawClient.Reply reply = files.get("/a.txt", "Range: " + range);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("0123456789");
    assertThat(reply.header("Content-Range")).isEqualTo("(none)");
  }

  @ParameterizedTest
  @CsvSource({
    "/a.txt, bytes=10-, 10",
    "/a.txt, bytes=-0, 10",
    "/a.txt, 'bytes=10-11,99999999999999999999-', 10",
    "/empty.txt, bytes=0-, 0",
    "/empty.txt, bytes=0-0, 0"
  })
  void refusesPartsBehindTheEnd(String path, String range, String length) throws IOException {
    RawClient.Reply reply = files.get(path, "Range: " + range);

    assertThat(reply.status()).isEqualTo(416);
    assertThat(reply.header("Content-Range")).isEqualTo("bytes */" + length);
  }

  @Test
  void sendsAllOfAnEmptyFile() throws IOException {
    assertThat(files.get("/empty.txt", "Range: bytes=-5").status()).isEqualTo(200);
  }

  @Test
  void sendsSeveralPartsInTheOrderAskedFor() throws IOException {
    RawClient.Reply reply = files.get("/a.txt", "Range: bytes=7-8, 0-1 ,-1");

    assertThat(reply.status()).isEqualTo(206);
    String type = reply.header("Content-Type");
    assertThat(type).startsWith("multipart/byteranges; boundary=");
    String boundary = type.substring(type.indexOf('=') + 1);
    assertThat(reply.body())
        .isEqualTo(
            part(boundary, "7-8", "78")
                + part(boundary, "0-1", "01")
                + part(boundary, "9-9", "9")
                + "\r\n--"
                + boundary
                + "--\r\n");
    assertThat(reply.header("Content-Range")).isEqualTo("(none)");
  }

  @Test
  void sendsAPartOnlyOfTheFileThatTheClientHas() throws IOException {
    String tag = files.get("/a.txt").header("ETag");
    String range = "Range: bytes=0-0";

    assertThat(files.get("/a.txt", range, "If-Range: " + tag).status()).isEqualTo(206);
    assertThat(files.get("/a.txt", range, "If-Range: W/" + tag).status()).isEqualTo(200);
    assertThat(files.get("/a.txt", range, "If-Range: \"x\"").status()).isEqualTo(200);
    String date = "If-Range: Mon, 03 Feb 2020 04:05:06 GMT";
    assertThat(files.get("/a.txt", range, date).status()).isEqualTo(206);
    String later = "If-Range: Mon, 03 Feb 2020 04:05:07 GMT";
    assertThat(files.get("/a.txt", range, later).status()).isEqualTo(200);
    assertThat(files.get("/a.txt", "Range: bytes=90-", later).status()).isEqualTo(200);
    assertThat(files.get("/a.txt", range, "If-None-Match: " + tag).status()).isEqualTo(304);
  }

  @Test
  void trustsNoDateOfAFileThatWasJustWritten() throws IOException {
    files.write("new.txt", "new");
    String modified = files.get("/new.txt").header("Last-Modified");

    RawClient.Reply reply = files.get("/new.txt", "Range: bytes=0-0", "If-Range: " + modified);

    assertThat(reply.status()).isIn(200, 206);
    assertThat(reply.body()).isIn("new", "n");
  }

  @Test
  void cutsTheConnectionWhenTheFileShrinks() throws Exception {
    Path file = large();
    try (Socket client = files.running.connect("GET /large HTTP/1.1\r\nHost: f\r\n\r\n")) {
      assertThat(client.getInputStream().readNBytes(1 << 20)).hasSize(1 << 20);

      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        open.setLength(1 << 20);
      }

      assertThat(received(client)).isLessThan(LARGE - (1 << 20));
    }
    eventually(
        () ->
            assertThat(files.running.lines)
                .contains("watchdog: Error: the file became shorter while it was sent"));
  }

  @Test
  void sendsTheLengthItAnnouncedWhenTheFileGrows() throws Exception {
    Path file = large();
    String request = "GET /large HTTP/1.1\r\nHost: f\r\n\r\n";
    try (RawClient client = files.client()) {
      client.send(request);
      Files.write(file, new byte[1 << 20], StandardOpenOption.APPEND);

      RawClient.Reply reply = client.read();
      RawClient.Reply next = client.send("GET /a.txt HTTP/1.1\r\nHost: f\r\n\r\n").read();

      assertThat(reply.body()).hasSize(Integer.parseInt(reply.header("Content-Length")));
      assertThat(next.body()).isEqualTo("0123456789");
    }
  }

  @Test
  void countsDownloadsAsCallsAndDrainsThem(@TempDir Path folder) throws Exception {
    try (PublicFiles limited = new PublicFiles(folder, "max_inflight", "1")) {
      files.close();
      files = limited;
      large();
      try (RawClient client = limited.client()) {
        client.send("GET /large HTTP/1.1\r\nHost: f\r\n\r\n");
        eventually(() -> assertThat(limited.get("/_/ready").status()).isEqualTo(429));
        assertThat(limited.get("/large").status()).isEqualTo(429);
        assertThat(limited.get("/_/health").status()).isEqualTo(200);

        assertThat(limited.running.watchdog.drain(Duration.ofMillis(1))).isFalse();
        assertThat(client.read().body()).hasSize(LARGE);
        assertThat(limited.running.watchdog.drain(Duration.ofSeconds(30))).isTrue();
      }
    }
  }

  @Test
  void leavesNoFileOpen() throws Exception {
    large();
    files.write("docs/index.html", "docs");
    for (String target :
        new String[] {"/a.txt", "/docs", "/docs/", "/a.txt/", "/none", "/docs/x"}) {
      files.get(target);
      files.get(target, "Range: bytes=90-");
      files.get(target, "If-None-Match: *");
      files.ask("HEAD", target);
    }
    files.running.connect("GET /large HTTP/1.1\r\nHost: f\r\n\r\n").close();

    eventually(() -> assertThat(openBelow(files.root)).isEmpty());
  }

  private static List<String> openBelow(Path root) throws IOException {
    List<String> open = new ArrayList<>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith(root.toRealPath().toString())) {
          open.add(target);
        }
      }
    } catch (IOException | DirectoryIteratorException closedMeanwhile) {
      return List.of("(unknown)");
    }
    return open;
  }

  private Path large() throws IOException {
    Path file = files.root.resolve("large");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(LARGE);
    }
    return file;
  }

  /** Until the connection ends, in whatever way. */
  private static long received(Socket client) {
    byte[] buffer = new byte[64 << 10];
    long all = 0;
    try {
      for (int count = 0; count >= 0; count = client.getInputStream().read(buffer)) {
        all += count;
      }
    } catch (IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    return all;
  }

  private static String part(String boundary, String place, String text) {
    return "\r\n--"
        + boundary
        + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes "
        + place
        + "/10\r\n\r\n"
        + new String(text.getBytes(UTF_8), UTF_8);
  }
}
