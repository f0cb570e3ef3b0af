package dev.gantry.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsIT {

  @TempDir private Path data;

  @Test
  void generatesAPasswordOnceThatOnlyItsOwnerReads() throws Exception {
    String first;
    Path file = data.resolve("credentials/basic-auth-password");
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples", "--no-auth=false")) {
      first = Files.readString(file).strip();
      assertThat(gantry.output()).contains(file.toString()).doesNotContain(first);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(gantry.get("/system/functions").statusCode()).isEqualTo(401);
      assertThat(gantry.get("/ui/").statusCode()).isEqualTo(200);
      assertThat(gantry.get("/healthz").statusCode()).isEqualTo(200);
      String basic = Base64.getEncoder().encodeToString(("admin:" + first).getBytes(UTF_8));
      assertThat(
              gantry
                  .send(
                      HttpRequest.newBuilder(gantry.gateway().resolve("/system/functions"))
                          .header("Authorization", "Basic " + basic))
                  .body())
          .isEqualTo("[]");
    }
    try (RunningGantry again = RunningGantry.start(data, "--no-samples", "--no-auth=false")) {
      assertThat(Files.readString(file).strip()).isEqualTo(first);
    }
  }
}
