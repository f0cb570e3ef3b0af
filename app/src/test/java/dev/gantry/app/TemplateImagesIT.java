package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Templates as images, built by our own code on a real engine and called in a container that may
 * write nowhere but in {@code /tmp}. The public base images cannot be had here; those of this
 * machine's programs take their places.
 */
@NeedsProgram({"docker", "busybox", "patchelf"})
@Timeout(240)
final class TemplateImagesIT {

  private static final String MACHINE = "x86_64-linux-gnu";

  /** What links a program, and what it links into each. */
  private static final String LINKER =
      "/usr/bin/cc /usr/bin/ld /usr/lib/gcc/$machine/12 /usr/lib/$machine/"
          + String.join(
              " /usr/lib/$machine/",
              List.of(
                  "Scrt1.o",
                  "crti.o",
                  "crtn.o",
                  "libc.so",
                  "libc_nonshared.a",
                  "libdl.a",
                  "libm.so",
                  "libmvec.so.1",
                  "libpthread.a",
                  "librt.a",
                  "libutil.a"));

  private static TestImages ours;

  @TempDir private Path folder;

  @BeforeAll
  static void build() throws Exception {
    ours = TestImages.build();
  }

  @AfterAll
  static void remove() throws Exception {
    ours.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bash       | /usr/bin/bash
          dockerfile | /usr/bin/env
          go         | /usr/bin/go /usr/lib/go-1.19/src /usr/lib/go-1.19/pkg
          node       | /usr/bin/node /usr/share/nodejs
          perl       | /usr/bin/perl /usr/share/perl /usr/lib/$machine/perl /usr/lib/$machine/perl-base
          php        | /usr/bin/php /usr/lib/php /usr/share/zoneinfo
          python     | /usr/bin/python3 /usr/lib/python3.11
          ruby       | /usr/bin/ruby /usr/lib/ruby /usr/lib/$machine/ruby
          rust       | /usr/bin/cargo /usr/bin/rustc /usr/lib/rustlib $linker
          """)
  void answerInAContainer(String template, String files) throws Exception {
    String base = files.replace("$linker", LINKER).replace("$machine", MACHINE);
    TemplateProject project = TemplateProject.create(folder, template);
    try (TemplateImage image = TemplateImage.on(template, List.of(base.split(" ")))) {
      image.build(project, ours.watchdog(), image.base());
      try (TemplateContainer container = TemplateContainer.run(image.name())) {
        String expected = template.equals("dockerfile") ? "Ada\n" : "Hello, Ada!\n";
        assertThat(container.answer("Ada\n")).isEqualTo(expected);
        eventually(
            () -> assertThat(container.inspect("{{.State.Health.Status}}")).isEqualTo("healthy"));
      }
    }
  }

  /** With {@code AOTMode=on} Java would not start without the cache of the training run. */
  @Test
  @NeedsProgram({"mvn", "objcopy"})
  void javaStartsWithWhatItLearntInTheBuild() throws Exception {
    TemplateProject project = TemplateProject.create(folder, "java");
    List<String> tools = JavaTools.of(project.assembled().folder(), folder.resolve("maven"));
    String process = Objects.requireNonNull(project.assembled().template().fprocess());
    String strict = process.replace("/bin/java ", "/bin/java -XX:AOTMode=on ");
    assertThat(strict).isNotEqualTo(process);

    try (TemplateImage builder = TemplateImage.on("java-builder", tools);
        TemplateImage image = TemplateImage.on("java", JavaTools.LIBRARIES)) {
      image.build(project, ours.watchdog(), builder.base());
      try (TemplateContainer container =
          TemplateContainer.run(image.name(), "--env", "fprocess=" + strict)) {
        assertThat(container.answer("Ada\n")).isEqualTo("Hello, Ada!\n");
        Command.run("docker", "stop", "--time", "20", container.id()).orFail();
        assertThat(container.inspect("{{.State.ExitCode}}")).isEqualTo("0");
      }
      System.out.println("java: ready after " + secondsToReady(image.name()) + " s");
    }
  }

  /** From the start of the watchdog until it says that the function takes calls. */
  private static String secondsToReady(String image) throws Exception {
    String script =
        """
        now() { cut -d ' ' -f 1 /proc/uptime; }
        begin=$(now)
        /opt/gantry/fwatchdog 2>/dev/null &
        until wget -q -O /dev/null http://127.0.0.1:8080/_/ready 2>/dev/null; do usleep 2000; done
        echo "$(now) $begin" | awk '{ printf "%.2f", $1 - $2 }'
        """;
    return Command.run("docker", "run", "--rm", "--entrypoint", "/bin/sh", image, "-c", script)
        .orFail();
  }
}
