package dev.gantry.build.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.git.Git;
import dev.gantry.build.template.PullOutcome.Failed;
import dev.gantry.build.template.PullOutcome.Pulled;
import dev.gantry.build.template.PullOutcome.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From repositories on this disk, with the real git. */
class TemplatePullTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private Path repository;
  private Path project;
  private Git git;

  @BeforeEach
  void makeRepository() throws Exception {
    repository = Files.createDirectory(folder.resolve("repository"));
    project = folder.resolve("project");
    git = new Git(repository, Duration.ofSeconds(30));
    git("init", "--quiet", "--initial-branch=main");
    write("template/cobol/template.yml", "language: cobol 1\n");
    write("template/cobol/function/handler.cob", "x\n");
    write("template/README.md", "no template\n");
    write("other/template.yml", "no template\n");
    commit("v1");
    write("template/cobol/template.yml", "language: cobol 2\n");
    commit("v2");
  }

  private void git(String... arguments) throws Exception {
    Git.Answer answer = git.run(arguments);
    assertThat(answer.isSuccess()).as(answer.text()).isTrue();
  }

  private void write(String file, String text) throws Exception {
    Files.createDirectories(repository.resolve(file).getParent());
    Files.writeString(repository.resolve(file), text);
  }

  private void commit(String tag) throws Exception {
    git("add", "--all");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", tag);
    git("tag", tag);
  }

  private PullOutcome pull(String version, boolean overwrite) throws Exception {
    return new TemplatePull(project, overwrite, CLOCK).pull(repository + version);
  }

  private String language() throws Exception {
    TemplateLookup found = new TemplateLibrary(project).find("cobol");
    return ((TemplateLookup.Found) found).template().language();
  }

  private String sha(String tag) throws Exception {
    return git.run("rev-parse", tag).text();
  }

  @Test
  void takesTheDefaultBranch() throws Exception {
    PullOutcome outcome = pull("", false);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Pulled.class,
            pulled -> {
              assertThat(pulled.written()).containsExactly("cobol");
              assertThat(pulled.kept()).isEmpty();
            });
    assertThat(((Pulled) outcome).origin())
        .isEqualTo(
            new TemplateOrigin(repository.toString(), "", sha("v2"), "2026-01-02T03:04:05Z"));
    assertThat(language()).isEqualTo("cobol 2");
    assertThat(project.resolve("template/cobol/function/handler.cob")).isRegularFile();
    try (Stream<Path> left = Files.list(project)) {
      assertThat(left).containsExactly(project.resolve("template"));
    }
  }

  @Test
  void takesATagOrACommit() throws Exception {
    assertThat(pull("#v1", false)).isInstanceOf(Pulled.class);
    assertThat(language()).isEqualTo("cobol 1");
    assertThat(new TemplateLibrary(project).find("cobol@v1"))
        .isInstanceOf(TemplateLookup.Found.class);

    assertThat(pull("#" + sha("v2").substring(0, 9), true)).isInstanceOf(Pulled.class);
    assertThat(language()).isEqualTo("cobol 2");
    assertThat(pull("#sha-" + sha("v1"), true)).isInstanceOf(Pulled.class);
    assertThat(language()).isEqualTo("cobol 1");
    assertThat(new TemplateLibrary(project).find("cobol@sha-" + sha("v1").substring(0, 8)))
        .isInstanceOf(TemplateLookup.Found.class);
  }

  @Test
  void leavesWhatIsThere() throws Exception {
    pull("#v1", false);

    PullOutcome again = pull("#v2", false);

    assertThat(((Pulled) again).written()).isEmpty();
    assertThat(((Pulled) again).kept()).containsExactly("cobol");
    assertThat(language()).isEqualTo("cobol 1");
  }

  @Test
  void refusesTemplatesWithLinks() throws Exception {
    Files.createSymbolicLink(repository.resolve("template/cobol/key"), Path.of("/etc/passwd"));
    commit("v3");

    assertThat(pull("", true))
        .isEqualTo(new Refused("template/cobol/key is a link, which templates may not have"));
    assertThat(project.resolve("template")).doesNotExist();
  }

  @Test
  void doesNotFollowATemplateFolderThatIsALink() throws Exception {
    Path outside = Files.createDirectories(folder.resolve("outside/evil"));
    Files.writeString(outside.resolve("template.yml"), "language: x\n");
    git("rm", "-r", "--quiet", "template");
    Files.createSymbolicLink(repository.resolve("template"), outside.getParent());
    commit("v3");

    assertThat(pull("", true)).isInstanceOf(Refused.class);
  }

  @Test
  void keepsNoPasswordOfAnAddress() {
    assertThat(RepositoryAddress.parse("https://ann:secret@example.com/r#1").orElseThrow().shown())
        .isEqualTo("https://example.com/r");
  }

  @Test
  void saysInGitsWordsWhatIsNotThere() throws Exception {
    assertThat(pull("#v9", false))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.why()).contains("couldn't find remote ref v9"));
    assertThat(new TemplatePull(project, false, CLOCK).pull(folder.resolve("none").toString()))
        .isInstanceOf(Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c touch% /tmp/x",
        "fd::17",
        "--upload-pack=touch /tmp/x",
        "-oProxyCommand=x",
        "ssh://-oProxyCommand=x/y",
        "https://example.com/a b",
        "git@-host:path",
        "git@host::path",
        "https://example.com/r#--upload-pack=x",
        "https://example.com/r#a..b",
        "https://example.com/r#",
        "ftp://example.com/r",
        "a:b",
        "",
        "/tmp/x\n--evil",
      })
  void refusesAddressesThatAreMore(String address) throws Exception {
    assertThat(new TemplatePull(project, false, CLOCK).pull(address))
        .isEqualTo(
            new Refused("\"" + address + "\" (expected: " + RepositoryAddress.EXPECTED + ")"));
    assertThat(project).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/team/templates.git#1.0",
        "ssh://git@example.com:22/r.git",
        "git@example.com:team/r.git#main",
        "../templates",
        "/srv/my templates",
      })
  void takesAddressesAsPeopleWriteThem(String address) {
    assertThat(RepositoryAddress.parse(address)).isPresent();
  }
}
