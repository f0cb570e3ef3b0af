package dev.gantry.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the Java template's image is built with: this machine's JDK and Maven, and no network. */
final class JavaTools {

  /** The libraries of the C library that a Java needs and that every Debian has. */
  static final List<String> LIBRARIES =
      List.of(
          "/usr/bin/env",
          "/usr/lib/x86_64-linux-gnu/libdl.so.2",
          "/usr/lib/x86_64-linux-gnu/libm.so.6",
          "/usr/lib/x86_64-linux-gnu/libpthread.so.0",
          "/usr/lib/x86_64-linux-gnu/librt.so.1");

  private static final String JDK = System.getProperty("java.home");

  /** For a program that is over in seconds. */
  private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private JavaTools() {}

  /** Files and variables of a base image, with everything Maven resolves for this project. */
  static List<String> of(Path project, Path repository) throws Exception {
    fill(project.resolve("function"), repository);
    String maven = home("mvn");
    return List.of(
        "/usr/bin/objcopy",
        JDK,
        maven,
        repository.toString(),
        "JAVA_HOME=" + JDK,
        "PATH=" + JDK + "/bin:" + maven + "/bin:/usr/bin:/bin",
        "MAVEN_OPTS=" + OPTIONS + " -Dmaven.repo.local=" + repository);
  }

  /** From the repository of the person who runs this; what is not there, from where Maven looks. */
  private static void fill(Path function, Path repository) throws Exception {
    Path pom = function.resolve("resolve.xml");
    Path own = Path.of(System.getProperty("user.home"), ".m2", "repository");
    Files.writeString(pom, withRepository(function.resolve("pom.xml"), own));
    Command.run(
            Map.of("JAVA_HOME", JDK, "MAVEN_OPTS", OPTIONS),
            List.of(
                "mvn",
                "-B",
                "-q",
                "-f",
                pom.toString(),
                "-Dmaven.repo.local=" + repository,
                "-DincludeScope=runtime",
                "-Dmaven.test.skip=true",
                "dependency:resolve-plugins",
                "dependency:copy-dependencies",
                "package"))
        .orFail();
    Files.delete(pom);
    Command.run("rm", "-r", function.resolve("target").toString()).orFail();
    // As if everything had been made here: Maven then asks no repository about it.
    Command.run("find", repository.toString(), "-name", "_remote.repositories", "-delete").orFail();
  }

  private static String home(String program) throws Exception {
    String script = "dirname \"$(dirname \"$(readlink -f \"$(command -v " + program + ")\")\")\"";
    return Command.run("sh", "-c", script).orFail().strip();
  }

  private static String withRepository(Path pom, Path repository) throws IOException {
    String where = "<id>own</id><url>" + repository.toUri() + "</url>";
    return Files.readString(pom)
        .replace(
            "  <build>",
            """
              <repositories><repository>%s</repository></repositories>
              <pluginRepositories><pluginRepository>%s</pluginRepository></pluginRepositories>
              <build>"""
                .formatted(where, where));
  }
}
