package dev.gantry.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.http.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside the public folder can be had, whatever is asked for. */
class StaticPathsIT {

  private PublicFiles files;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    files = new PublicFiles(folder);
    files.write("a.txt", "public");
    files.write("docs/index.html", "docs");
    files.write(".env", PublicFiles.SECRET);
    files.write(".git/config", PublicFiles.SECRET);
    files.write("docs/.hidden/a.txt", PublicFiles.SECRET);
    files.write(".well-known/acme", "known");
  }

  @AfterEach
  void stop() {
    files.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../private/secret.txt",
        "/docs/../../private/secret.txt",
        "/docs/../a.txt",
        "/./a.txt",
        "/..",
        "/../",
        "/.",
        "/%2e%2e/private/secret.txt",
        "/.%2E/private/secret.txt",
        "/%2e%2e%2fprivate%2fsecret.txt",
        "/..%2fprivate%2fsecret.txt",
        "/docs%2f..%2f..%2fprivate%2fsecret.txt",
        "/docs%2findex.html",
        "/%252e%252e/private/secret.txt",
        "/%252e%252e%252fprivate%252fsecret.txt",
        "/..\\private\\secret.txt",
        "/%5c..%5cprivate%5csecret.txt",
        "/..;/private/secret.txt",
        "/%c0%ae%c0%ae/private/secret.txt",
        "/%c0%ae%c0%ae%c0%afprivate%c0%afsecret.txt",
        "/%e0%80%ae%e0%80%ae/private/secret.txt",
        "/%ff%fe",
        "/%ed%a0%80",
        "/.env",
        "/%2eenv",
        "/.git/config",
        "/docs/.hidden/a.txt",
        "/.well-known/../a.txt",
        "/.well-known.txt",
        "//private/secret.txt",
        "/etc/passwd",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/file:///etc/passwd"
      })
  void findsNothing(String target) throws IOException {
    assertNotFound(files.get(target));
    assertThat(files.ask("HEAD", target).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a.txt%00", "/%00", "/a%00/../b", "/%", "/%2", "/%g0", "/a%2x", "/%%32e"})
  void refusesWhatIsNoPath(String target) throws IOException {
    assertThat(files.get(target).status()).isEqualTo(400);
  }

  @Test
  void findsNothingAtPathsTooLong() throws IOException {
    assertNotFound(files.get("/" + "a".repeat(256)));
    assertNotFound(files.get("/" + "%61".repeat(256)));
    assertNotFound(files.get("/a".repeat(4000)));
    assertNotFound(files.get("/" + ("a".repeat(200) + "/").repeat(60)));
  }

  @Test
  void serves() throws IOException {
    assertThat(files.get("/.well-known/acme").body()).isEqualTo("known");
    assertThat(files.get("/%61%2Etxt").body()).isEqualTo("public");
    files.write("a b+c%20d\\e;f", "odd");
    assertThat(files.get("/a%20b+c%2520d%5ce;f").body()).isEqualTo("odd");
    assertThat(files.get("/a%20b+c%2520d\\e;f").body()).isEqualTo("odd");
  }

  @Test
  void followsLinksThatStayInside() throws IOException {
    link("link.txt", "a.txt");
    link("twice.txt", "link.txt");
    link("absolute.txt", files.root.resolve("a.txt").toString());
    link("manual", "docs");
    link("docs/up.txt", "../a.txt");
    link("round.txt", "../site/a.txt");
    link("hidden.txt", "docs/.hidden/a.txt");

    assertThat(files.get("/link.txt").body()).isEqualTo("public");
    assertThat(files.get("/twice.txt").body()).isEqualTo("public");
    assertThat(files.get("/absolute.txt").body()).isEqualTo("public");
    assertThat(files.get("/manual/").body()).isEqualTo("docs");
    assertThat(files.get("/manual").header("Location")).isEqualTo("./manual/");
    assertThat(files.get("/docs/up.txt").body()).isEqualTo("public");
    assertThat(files.get("/round.txt").body()).isEqualTo("public");
    assertThat(files.get("/hidden.txt").status()).isEqualTo(200);
  }

  @Test
  void doesNotFollowLinksThatLeadOut() throws IOException {
    link("relative.txt", "../private/secret.txt");
    link("absolute.txt", files.outside.resolve("secret.txt").toString());
    link("folder", "../private");
    link("far", files.outside.toString());
    link("step", "docs/out");
    link("docs/out", "../../private/secret.txt");
    link("parent", "..");
    link("system", "/");
    link("process", "/proc/self/root");
    link("circle", "circle");
    link("dangling", "none");
    Files.writeString(files.outside.resolve("index.html"), PublicFiles.SECRET);
    Files.createDirectory(files.root.resolve("indexed"));
    link("indexed/index.html", "../../private/secret.txt");

    for (String target :
        new String[] {
          "/relative.txt",
          "/absolute.txt",
          "/folder/secret.txt",
          "/folder/",
          "/folder",
          "/far/secret.txt",
          "/far/",
          "/step",
          "/parent/private/secret.txt",
          "/parent",
          "/system/etc/passwd",
          "/process/etc/passwd",
          "/circle",
          "/circle/a.txt",
          "/dangling",
          "/indexed/",
          "/indexed"
        }) {
      assertNotFound(files.get(target));
    }
  }

  /** A prefix of the folder's own name is not the folder. */
  @Test
  void knowsItsFolderFromItsNeighbour() throws IOException {
    Path neighbour = Files.createDirectory(files.root.resolveSibling("site-private"));
    Files.writeString(neighbour.resolve("secret.txt"), PublicFiles.SECRET);
    link("neighbour", "../site-private");

    assertNotFound(files.get("/neighbour/secret.txt"));
  }

  @Test
  void opensPlainFilesOnly() throws Exception {
    assertThat(
            new ProcessBuilder("mkfifo", files.root.resolve("pipe").toString()).start().waitFor())
        .isZero();
    link("null", "/dev/null");
    link("inside", "pipe");

    assertNotFound(files.get("/pipe"));
    assertNotFound(files.get("/inside"));
    assertNotFound(files.get("/null"));
  }

  @Test
  void takesBytesBeyondAsciiOnlyEncoded() throws IOException {
    assertThat(files.get("/gr\u00c3\u00bc\u00c3\u009fe.txt").status()).isEqualTo(400);
    assertNotFound(files.get("/gr%c3%bc%c3%9fe.txt"));
  }

  /** While a name is now a file, now a link out, and its folder too, only the file is answered. */
  @Test
  void neverAnswersWithAFileThatALinkPutInItsPlace() throws Exception {
    files.write("docs/secret.txt", "public");
    AtomicBoolean isOver = new AtomicBoolean();
    Thread swapper = Thread.ofPlatform().start(() -> swap(isOver));
    try {
      int found = 0;
      for (int i = 0; i < 2000; i++) {
        RawClient.Reply file = files.get("/swapped.txt");
        RawClient.Reply below = files.get("/place/secret.txt");
        assertThat(file.body()).isIn("public", "Not Found\n", "the file cannot be read\n");
        assertThat(below.body()).isIn("public", "Not Found\n", "the file cannot be read\n");
        found += file.status() == 200 || below.status() == 200 ? 1 : 0;
      }
      assertThat(found).isPositive();
    } finally {
      isOver.set(true);
      swapper.join();
    }
  }

  private void swap(AtomicBoolean isOver) {
    try {
      while (!isOver.get()) {
        Files.writeString(files.root.resolve("next"), "public");
        move("next", "swapped.txt");
        link("link", "../private/secret.txt");
        move("link", "swapped.txt");
        link("link", "docs");
        move("link", "place");
        link("link", "../private");
        move("link", "place");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void move(String from, String to) throws IOException {
    Files.move(files.root.resolve(from), files.root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(files.root.resolve(name), Path.of(target));
  }

  private void assertNotFound(RawClient.Reply reply) {
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("Not Found\n");
    assertThat(reply.headers().toString()).doesNotContain(files.root.toString());
  }
}
