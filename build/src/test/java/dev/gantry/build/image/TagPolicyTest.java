package dev.gantry.build.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.build.git.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real git. */
class TagPolicyTest {

  @TempDir private Path project;

  private void git(String... arguments) throws Exception {
    Git.Answer answer = new Git(project, Duration.ofSeconds(30)).run(arguments);
    assertThat(answer.isSuccess()).as(answer.text()).isTrue();
  }

  private String tag(TagPolicy policy) throws Exception {
    return policy.apply("team/hello:1", project, project);
  }

  @Test
  void appendsWhatGitSays() throws Exception {
    git("init", "--quiet", "--initial-branch=fix/it");
    git(
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.com",
        "commit",
        "--allow-empty",
        "-qm",
        "x");

    assertThat(tag(TagPolicy.SHA)).matches("team/hello:1-[0-9a-f]{7}");
    assertThat(tag(TagPolicy.BRANCH)).matches("team/hello:1-fix-it-[0-9a-f]{7}");
    git("tag", "v1.0");
    assertThat(tag(TagPolicy.DESCRIBE)).isEqualTo("team/hello:1-v1.0");
    assertThat(tag(TagPolicy.LATEST)).isEqualTo("team/hello:1");
  }

  @Test
  void saysThatThereIsNoCommit() throws Exception {
    git("init", "--quiet");

    assertThatThrownBy(() -> tag(TagPolicy.SHA))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("git has no commit of " + project);
  }
}
