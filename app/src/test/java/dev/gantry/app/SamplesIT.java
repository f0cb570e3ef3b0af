package dev.gantry.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sample answers what its README says. */
final class SamplesIT {

  private static final Pattern DEPLOYED = Pattern.compile(" {2}samples {4}(.*)");

  @TempDir private static Path data;

  private static RunningGantry gantry;
  private static List<String> deployed = List.of();

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data);
    Matcher line = DEPLOYED.matcher(gantry.output());
    assertThat(line.find()).as("%s", gantry.output()).isTrue();
    deployed = List.of(line.group(1).split(", "));
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  private static void needs(String name) {
    assumeTrue(deployed.contains(name), name + " is not installed");
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
        "hello-go | Ada | Hello, Ada, from Go!\\n",
        "hello-java | Ada | Hello, Ada, from Java!\\n",
        "hello-node | Ada | Hello, Ada, from Node!\\n",
        "hello-python | Ada | Hello, Ada, from Python!\\n",
        "hello-ruby | Ada | Hello, Ada, from Ruby!\\n",
        "hello-perl | Ada | Hello, Ada, from Perl!\\n",
        "hello-cobol | Ada | Hello, Ada, from COBOL!\\n",
        "hello-cobol | | Hello, world, from COBOL!\\n",
        "python | to be or not to be | {\"to\": 2, \"be\": 2, \"or\": 1, \"not\": 1}\\n",
        "node/a?x=1 | {\"b\":2} | {\"method\":\"POST\",\"path\":\"/a\",\"query\":{\"x\":\"1\"},\"body\":{\"b\":2}}\\n",
        "perl | hello | olleh\\n",
        "java | 3 4 5 | sum 12.0, mean 4.0\\n",
        "markdown | # A *fine* day | <h1>A <em>fine</em> day</h1>\\n",
        "sentiment | A great day, not bad | {\"polarity\": 1.0, \"kind\": 2, \"unkind\": 0, \"words\": 5}\\n",
        "sleep | 0.1 | slept 0.1 s\\n",
        "hash | hello | 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  -\\n",
      })
  void answers(String function, String body, String expected) throws Exception {
    needs(function.split("[/?]", 2)[0]);

    String answer = gantry.post("/function/" + function, body == null ? "" : body).body();

    assertThat(answer.strip()).isEqualTo(expected.replace("\\n", "\n").strip());
  }

  @Test
  void writesInLargeLetters() throws Exception {
    needs("figlet");

    assertThat(gantry.post("/function/figlet", "Hi").body()).contains("| |_| | |", "|_| |_|_|");
  }

  @Test
  void tellsAboutTheMachine() throws Exception {
    needs("nodeinfo");

    assertThat(gantry.get("/function/nodeinfo").body())
        .contains("\"architecture\":", "\"totalMiB\":", "\"node\":\"v");
  }

  @Test
  void makesNothingOfAStrangersMarkdownButText() throws Exception {
    needs("markdown");
    String hostile =
        """
        <script>alert(1)</script> `<b>` [x](javascript:alert(1))
        [y](https://example.com/"onclick="alert(1)) [z](data:text/html,x)
        """;

    HttpResponse<String> answer = gantry.post("/function/markdown", hostile);

    assertThat(answer.body())
        .contains("&lt;script&gt;", "<code>&lt;b&gt;</code>")
        .doesNotContain("<script", "\"onclick", "href=\"javascript", "href=\"data");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
  }

  @Test
  void makesPicturesSmallerAndNothingElse() throws Exception {
    needs("resize");
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB), "png", picture);

    BufferedImage small =
        ImageIO.read(new ByteArrayInputStream(resized("?width=16", picture.toByteArray()).body()));

    assertThat(small.getWidth()).isEqualTo(16);
    assertThat(small.getHeight()).isEqualTo(8);
    refusesToResize("?width=2001", picture.toByteArray(), "width: expected 1 to 2000");
    refusesToResize("?width=1x", picture.toByteArray(), "width: expected 1 to 2000");
    byte[] other = "<svg><image href=\"/etc/passwd\"/></svg>".getBytes(UTF_8);
    refusesToResize("", other, "The body is no PNG, JPEG or GIF.");
    refusesToResize("", headOfAHugePicture(), "The picture cannot be read.");
  }

  private static void refusesToResize(String query, byte[] body, String why) throws Exception {
    HttpResponse<byte[]> answer = resized(query, body);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("exit status 1\n" + why + "\n");
    assertThat(answer.statusCode()).isEqualTo(500);
  }

  private static HttpResponse<byte[]> resized(String query, byte[] body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = gantry.gateway().resolve("/function/resize" + query);
      return client.send(
          HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body)).build(),
          BodyHandlers.ofByteArray());
    }
  }

  /** 20,000 pixels a side in some bytes. */
  private static byte[] headOfAHugePicture() {
    byte[] header =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(UTF_8))
            .putInt(20_000)
            .putInt(20_000)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 check = new CRC32();
    check.update(header);
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(13)
        .put(header)
        .putInt((int) check.getValue())
        .array();
  }

  @Test
  void keepsTheLastTwentyBodiesOfWebhooks() throws Exception {
    needs("webhook");
    for (int i = 1; i <= 22; i++) {
      assertThat(gantry.post("/function/webhook", "event " + i).statusCode()).isEqualTo(200);
    }

    List<String> names = List.of(gantry.get("/function/webhook").body().split("[^0-9-]+"));

    // The first is what stands before the first name: nothing.
    assertThat(names).hasSize(21);
    assertThat(gantry.get("/function/webhook/" + names.get(1)).body()).isEqualTo("event 3");
    assertThat(gantry.get("/function/webhook/" + names.getLast()).body()).isEqualTo("event 22");
    for (String other : List.of("..%2Fstash%2F" + names.getLast(), "%2Fetc%2Fpasswd", "1")) {
      assertThat(gantry.get("/function/webhook/" + other).body())
          .isEqualTo("exit status 1\nThere is no such body.\n");
    }
    assertThat(gantry.post("/function/webhook", "x".repeat(65_537)).body())
        .contains("The body is larger than 64 KiB.");
  }

  @Test
  void asksForAnApiKey() throws Exception {
    assumeTrue(deployed.contains("python"), "python3 is not installed");
    assertThat(gantry.output()).containsPattern("left out +apikey: .*api-key");
    assertThat(gantry.post("/system/secrets", "{\"name\":\"api-key\",\"value\":\"open\"}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(202);
    String deployment =
        """
        {"service":"apikey","envProcess":"python3 %s","secrets":["api-key"]}
        """
            .formatted(data.resolve("samples/apikey/handler.py"));
    assertThat(gantry.post("/system/functions", deployment).statusCode()).isEqualTo(202);

    assertThat(gantry.send("GET", "/function/apikey", "", "X-Api-Key", "open").body())
        .isEqualTo("Unlocked.\n");
    for (String wrong : List.of("ope", "opens", "Open")) {
      assertThat(gantry.send("GET", "/function/apikey", "", "X-Api-Key", wrong).body())
          .isEqualTo("exit status 1\nAccess was denied.\n");
    }
    assertThat(gantry.get("/function/apikey").statusCode()).isEqualTo(500);
  }

  @Test
  void sendsCallersToTheSameSiteAlways() throws Exception {
    needs("redirect");

    String page = gantry.get("/function/redirect//evil.test/%22%3E?a=%0d%0aX:1&b=2").body();

    assertThat(page)
        .contains("href=\"https://example.com/evil.test/%22%3E?a=%0D%0AX%3A1&amp;b=2\"");
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
