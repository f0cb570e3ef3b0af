package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sample answers what its README says. */
final class SamplesIT {

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data);
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo | hello | hello",
        "wordcount | one two three | 0       3      13\\n",
        "base64 | hello | aGVsbG8=",
        "shell?name=Ada | | Hello, Ada.\\n",
        "shell | Grace | Hello, Grace.\\n",
        "python | to be or not to be | {\"to\": 2, \"be\": 2, \"or\": 1, \"not\": 1}\\n",
        "node/a?x=1 | {\"b\":2} | {\"method\":\"POST\",\"path\":\"/a\",\"query\":{\"x\":\"1\"},\"body\":{\"b\":2}}\\n",
        "perl | hello | olleh\\n",
        "java | 3 4 5 | sum 12.0, mean 4.0\\n",
        "sleep | 0.1 | slept 0.1 s\\n",
        "hash | hello | 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  -\\n",
      })
  void answers(String function, String body, String expected) throws Exception {
    String name = function.split("[/?]", 2)[0];
    assumeTrue(!gantry.output().contains("left out   " + name + ":"), name + " is not installed");

    String answer = gantry.post("/function/" + function, body == null ? "" : body).body();

    assertThat(answer.strip()).isEqualTo(expected.replace("\\n", "\n").strip());
  }

  @Test
  void showsAFunctionItsRequestAndNothingOfTheServer() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gantry.gateway().resolve("/function/env/a/b?x=1"))
            .header("X-Colour", "blue");

    String environment = gantry.send(request).body();

    assertThat(environment)
        .contains(
            "Http_Method=GET", "Http_Path=/a/b", "Http_Query=x=1", "Http_X_Colour=blue", "PATH=")
        .doesNotContain("JAVA", "LOGNAME", "OLDPWD");
  }

  @Test
  void endsASleepThatIsLongerThanItsLimit() throws Exception {
    gantry.deploy(
        "{\"service\":\"short\",\"envProcess\":\"sleep 60\",\"envVars\":{\"exec_timeout\":\"200ms\"}}",
        "short");

    var answer = gantry.post("/function/short", "");

    assertThat(answer.statusCode()).isEqualTo(408);
    assertThat(answer.body()).isEqualTo("Killed process.\n");
  }

  @Test
  void leavesAloneASampleThatWasRemoved(@TempDir Path own) throws Exception {
    try (RunningGantry first = RunningGantry.start(own)) {
      first.send(
          HttpRequest.newBuilder(first.gateway().resolve("/system/functions"))
              .method(
                  "DELETE", HttpRequest.BodyPublishers.ofString("{\"functionName\":\"echo\"}")));
    }
    try (RunningGantry second = RunningGantry.start(own)) {
      assertThat(second.get("/system/function/echo").statusCode()).isEqualTo(404);
      assertThat(second.get("/system/function/wordcount").statusCode()).isEqualTo(200);
    }
  }
}
