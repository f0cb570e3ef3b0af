package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gantry.build.template.Template;
import dev.gantry.build.template.Template.DevCommands;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a template makes without an image: the handler's unit test passes, and calls are answered
 * through a watchdog, as {@code gantry dev} runs it and as its Dockerfile does.
 */
@Timeout(240)
final class TemplatesIT {

  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final String PROGRAMS = JAVA_HOME + "/bin:" + System.getenv("PATH");
  private static final Map<String, String> TOOLS =
      Map.of("PATH", PROGRAMS, "JAVA_HOME", JAVA_HOME, "CARGO_NET_OFFLINE", "true");
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");

  @TempDir private Path folder;

  private static void needs(String program) {
    boolean installed =
        Arrays.stream(PROGRAMS.split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    if (!installed) {
      System.out.println("not tried: " + program + " is not there");
    }
    assumeTrue(installed, program + " is not there");
  }

  private static void run(Path where, String command) throws Exception {
    Command.run(TOOLS, List.of("sh", "-c", "cd '" + where + "' && " + command)).orFail();
  }

  @ParameterizedTest
  @CsvSource({
    "bash, bash",
    "go, go",
    "java, mvn",
    "node, node",
    "perl, prove",
    "php, php",
    "python, python3",
    "ruby, ruby",
    "rust, cargo",
  })
  void passesItsTestAndAnswersCallByCall(String name, String program) throws Exception {
    needs(program);
    TemplateProject project = TemplateProject.create(folder, name);
    Path built = project.assembled().folder();
    DevCommands dev = Objects.requireNonNull(project.assembled().template().dev());

    run(built, Objects.requireNonNull(dev.test()));
    if (dev.build() != null) {
      run(built, dev.build());
    }

    Map<String, String> variables = new HashMap<>(TOOLS);
    variables.put("fprocess", dev.callIn(built));
    try (WatchdogProcess watchdog = WatchdogProcess.start(folder, variables)) {
      greets(watchdog);
    }
  }

  /** With the Dockerfile's variables, but for the port and, where that is compiled, the command. */
  @ParameterizedTest
  @CsvSource({
    "go, go, ./.dev/handler",
    "java, javac, java -cp .dev/classes Main",
    "node, node, ",
    "python, python3, ",
  })
  void answersRequestsAsInItsImage(String name, String program, String command) throws Exception {
    needs(program);
    TemplateProject project = TemplateProject.create(folder, name);
    Path built = project.assembled().folder();
    Template template = project.assembled().template();
    String build = Objects.requireNonNull(template.dev()).build();
    if (build != null) {
      run(built, build);
    }
    Map<String, String> variables = new HashMap<>(TOOLS);
    variables.putAll(dockerfileVariables(built));
    variables.put("upstream_url", "http://127.0.0.1:" + FreePort.find());
    if (command != null) {
      variables.put("fprocess", command);
    }
    assertThat(variables).containsEntry("mode", "http");

    try (WatchdogProcess watchdog = WatchdogProcess.start(built, variables)) {
      greets(watchdog);
    }
  }

  private static void greets(WatchdogProcess watchdog) throws Exception {
    HttpResponse<String> answer = watchdog.post("Ada\n");
    assertThat(answer.body()).as("%s", watchdog.log()).isEqualTo("Hello, Ada!\n");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(watchdog.post("").body()).isEqualTo("Hello, world!\n");
  }

  private static Map<String, String> dockerfileVariables(Path folder) throws Exception {
    String text = Files.readString(folder.resolve("Dockerfile")).replace("\\\n", " ");
    String line = text.substring(text.lastIndexOf("\nENV ") + 5).lines().findFirst().orElseThrow();
    Map<String, String> variables = new HashMap<>();
    Matcher assignment = ASSIGNMENT.matcher(line);
    while (assignment.find()) {
      variables.put(assignment.group(1), assignment.group(2).replace("\"", ""));
    }
    return variables;
  }
}
