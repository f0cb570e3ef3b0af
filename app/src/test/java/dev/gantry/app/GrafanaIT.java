package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/up --grafana} as far as it goes without Grafana, of which no image is to be had
 * here: a program in its place, with its user and its folders, says what it was given. What Grafana
 * makes of that is not tested.
 */
@NeedsProgram({"docker", "gcc", "patchelf", "busybox", "curl", "prometheus"})
final class GrafanaIT {

  private static final Path DEPLOY = RunningGantry.home().resolve("deploy/grafana");

  @TempDir private static Path folder;

  private static SwarmStack stack;
  private static String image;

  @BeforeAll
  static void start() throws Exception {
    stack = SwarmStack.prepare(folder.resolve("state"));
    image = stack.image("grafana");
    Files.createDirectories(folder.resolve("context/data"));
    Files.writeString(
        folder.resolve("context/Dockerfile"),
        """
        FROM %s
        COPY --chown=472:0 data/ /var/lib/grafana/
        USER 472
        ENTRYPOINT []
        CMD ["/bin/sh", "-c", "%s"]
        """
            .formatted(
                stack.images().samples(),
                """
                env; \
                for f in user password; do echo $f=$(cat /run/secrets/basic-auth-$f); done; \
                cd /etc; \
                sha256sum grafana/provisioning/*/*.yml gantry/dashboards/*; \
                echo kept >/var/lib/grafana/file && cat /var/lib/grafana/file; \
                sleep 1000\
                """));
    SwarmStack.docker("build", "--quiet", "--tag", image, folder.resolve("context").toString());
  }

  @AfterAll
  static void remove() throws Exception {
    if (stack != null) {
      stack.close();
      Command.run("docker", "rmi", "--force", image);
    }
  }

  @Test
  void getsItsFilesAndThePasswordOfTheGatewayAndGoesAgain() throws Exception {
    String service = stack.name() + "_grafana";
    Map<String, String> settings =
        Map.of(
            "GANTRY_GRAFANA_IMAGE",
            image,
            "GANTRY_GRAFANA_PORT",
            String.valueOf(FreePort.find()),
            "GANTRY_PASSWORD",
            "for-both");

    String added = stack.run(settings, "deploy/up", "--grafana", "--no-samples").orFail();

    assertThat(added).contains("  grafana    http://");
    eventually(
        () ->
            assertThat(SwarmStack.docker("service", "logs", "--raw", service))
                .contains(
                    "GF_SECURITY_ADMIN_USER__FILE=/run/secrets/basic-auth-user",
                    "GF_SECURITY_ADMIN_PASSWORD__FILE=/run/secrets/basic-auth-password",
                    "user=admin",
                    "password=for-both",
                    hash("datasource.yml", "grafana/provisioning/datasources/gantry.yml"),
                    hash("dashboards.yml", "grafana/provisioning/dashboards/gantry.yml"),
                    hash("gantry.json", "gantry/dashboards/gantry.json"),
                    "kept"));
    assertThat(SwarmStack.docker("service", "inspect", service)).doesNotContain("for-both");

    stack.run(Map.of("GANTRY_PASSWORD", "for-both"), "deploy/up", "--no-samples").orFail();

    assertThat(stack.versions()).noneMatch(line -> line.startsWith(service));
  }

  /** A line of {@code sha256sum}: the same bytes at another place. */
  private static String hash(String file, String place) throws Exception {
    String line = Command.run("sha256sum", DEPLOY.resolve(file).toString()).orFail();
    return line.split(" ", 2)[0] + "  " + place;
  }
}
