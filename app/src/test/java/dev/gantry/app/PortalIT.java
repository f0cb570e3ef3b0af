package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal in a real browser, over the real program with real functions. */
class PortalIT {

  private static final String PASSWORD = "correct horse";

  @TempDir private static Path folder;
  @TempDir private static Path data;
  private static RunningGantry gantry;
  private static Browser browser;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Browser.isInstalled(), "Chromium and its driver are not installed");
    gantry = gantry("127.0.0.1:0");
    deploy("echo", "cat");
    deploy("hostile", "cat", "\"content_type\":\"text/html\"");
    browser = Browser.start(gantry.gateway());
    browser.signIn(PASSWORD);
  }

  private static RunningGantry gantry(String listen) throws Exception {
    Path credentials = Files.createDirectories(folder.resolve("credentials"));
    Files.writeString(credentials.resolve("basic-auth-user"), "admin");
    Files.writeString(credentials.resolve("basic-auth-password"), PASSWORD);
    return RunningGantry.start(
        data, "--no-samples", "--listen", listen, "--credentials", credentials.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (gantry != null) {
      gantry.close();
    }
  }

  @BeforeEach
  void atTheList() {
    browser.size(1360, 860);
    browser.open("#/");
    browser.script("localStorage.removeItem('theme')");
    browser.complaints();
  }

  @AfterEach
  void thePageHasNoComplaint() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void signsInAndOut() throws Exception {
    browser.press("Sign out");
    browser.fill("input[name=password]", "wrong");
    browser.click(".signin button");
    browser.awaitText("[role=alert]", "not right");
    browser.shoot("sign-in");
    assertThat(browser.accessibility()).isEmpty();

    browser.fill("input[name=password]", PASSWORD);
    browser.click(".signin button");
    browser.awaitText("h1", "Functions");
    assertThat(browser.script("return document.cookie")).isEqualTo("");
  }

  @Test
  void aPageIsNotAskedForAPasswordByTheBrowser() throws Exception {
    HttpResponse<String> page = send("GET", "/system/info", "", "X-Gantry-Portal", "1");
    HttpResponse<String> stream = send("GET", "/system/events", "", "Accept", "text/event-stream");
    HttpResponse<String> program = send("GET", "/system/info", "");

    assertThat(List.of(page.statusCode(), stream.statusCode(), program.statusCode()))
        .containsOnly(401);
    assertThat(page.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(stream.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(program.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void theListShowsWhatChangesWithoutBeingAsked() throws Exception {
    deploy("fresh", "cat");
    browser.awaitText("tbody", "fresh");
    int before = 1; // deploying asked it once
    int calls = 3;
    for (int i = 0; i < calls; i++) {
      assertThat(send("POST", "/function/fresh", "x").statusCode()).isEqualTo(200);
    }
    eventually(() -> assertThat(cell("fresh", 4)).isEqualTo(String.valueOf(before + calls)));
    assertThat(cell("fresh", 2)).contains("ready");
    browser.fill("input[type=search]", "fre");
    browser.awaitText("h1", "Functions");
    eventually(() -> assertThat(browser.text("tbody th")).isEqualTo("fresh"));
    browser.fill("input[type=search]", "nothing like it");
    browser.awaitText(".empty", "Nothing matches");
    browser.script("document.querySelector('input[type=search]').value=''");
    browser.fill("input[type=search]", " ");

    remove("fresh");
    eventually(() -> assertThat(browser.text("tbody th")).doesNotContain("fresh"));
  }

  @Test
  void sortsByAColumn() throws Exception {
    eventually(() -> assertThat(browser.text("tbody th")).contains("echo", "hostile"));
    browser.press("Calls");
    awaitOrder("descending");
    browser.click("th[aria-sort] button");
    awaitOrder("ascending");
  }

  private static void awaitOrder(String order) throws Exception {
    eventually(
        () -> assertThat(browser.has("th.number[aria-sort=" + order + "]")).as(order).isTrue());
  }

  @Test
  void makesAFunctionCallsItChangesItAndRemovesIt() throws Exception {
    browser.press("New function");
    browser.fillLabelled("Name", "Not A Name");
    browser.awaitText("#error-service", "Lower-case");
    browser.fillLabelled("Name", "echo");
    browser.awaitText("#error-service", "of this name");
    browser.fillLabelled("Name", "made");
    browser.fillLabelled("Command", "tr a-z A-Z");
    browser.press("Limits, labels and more");
    browser.fillLabelled("Memory limit", "much");
    browser.press("Deploy");
    browser.awaitText("#error-memory", "limits.memory");

    browser.fillLabelled("Memory limit", "64Mi");
    browser.press("Deploy");
    browser.awaitText("[role=status] h2", "ready");
    browser.press("Call it");
    browser.fillLabelled("Body", "hello");
    browser.press("Call made");
    browser.awaitText(".answer", "HELLO");

    browser.press("Edit");
    browser.fillLabelled("Command", "tr a-z b-za");
    browser.press("Update");
    browser.awaitText(".toast", "accepted");
    eventually(() -> assertThat(send("POST", "/function/made", "hal").body()).isEqualTo("ibm"));
    browser.press("Back");
    browser.awaitText(".card", "tr a-z b-za");
    browser.press("Remove");
    browser.awaitText("dialog", "Remove the function made");
    browser.press("Remove made");
    browser.awaitText("h1", "Functions");
    eventually(() -> assertThat(browser.text("tbody th")).doesNotContain("made"));
  }

  @Test
  void deploysASampleWithOneClick() throws Exception {
    browser.open("#/deploy");
    browser.click("button[aria-label='Deploy wordcount']");
    browser.awaitText("[role=status] h2", "ready");
    assertThat(send("POST", "/function/wordcount", "a b").body()).contains("2");
    remove("wordcount");
  }

  @Test
  void callsWithEachKindOfBodyAndShowsEachKindOfAnswer() throws Exception {
    browser.open("#/function/echo.openfaas-fn/invoke");
    browser.choose("select[name=kind]", "json");
    browser.fillLabelled("Body", "{\"a\":");
    browser.awaitText(".hint.bad", "no JSON yet");
    browser.fillLabelled("Body", "{\"a\":[1,2]}");
    browser.press("Call echo");
    browser.awaitText(".answer", "\"a\": [");
    browser.press("Hex");
    browser.awaitText(".answer", "7b 22 61 22");
    browser.press("The same from a terminal");
    browser.awaitText(".copyable", "curl --request POST --header 'Content-Type: application/json'");
    browser.awaitText(".copyable", "gantry invoke echo.openfaas-fn");

    browser.choose("select[name=kind]", "form");
    browser.fillLabelled("Body", "a=b&c=d");
    browser.press("Call echo");
    browser.press("Text");
    browser.awaitText(".answer", "a=b&c=d");

    Path pixel = folder.resolve("pixel.png");
    Files.write(
        pixel,
        Base64.getDecoder()
            .decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
                    + "RU5ErkJggg=="));
    browser.choose("select[name=kind]", "file");
    browser.element("input[type=file]").sendKeys(pixel.toString());
    browser.fillLabelled("Headers", "Content-Type: image/png");
    browser.press("Call echo");
    eventually(
        () ->
            assertThat(
                    browser.script("return document.querySelector('.answer-image')?.naturalWidth"))
                .isEqualTo(1L));
    browser.awaitText(".tries", "POST");
    browser.shoot("invoke");
  }

  /** What a function answers, logs or is called never becomes part of the page. */
  @Test
  void nothingOfAHostileFunctionRuns() throws Exception {
    String attack =
        "<title>taken</title><script>parent.taken=1;top.taken=1</script>"
            + "<img src=x onerror='parent.taken=1'><a id=link href='javascript:top.taken=1'>x</a>";
    browser.open("#/function/hostile.openfaas-fn/invoke");
    browser.fillLabelled("Body", attack);
    browser.press("Call hostile");
    eventually(() -> assertThat(browser.has(".answer iframe")).isTrue());
    assertThat(browser.element(".answer iframe").getDomAttribute("sandbox")).isEmpty();
    for (String view : List.of("Text", "JSON", "Page", "Image", "Hex")) {
      browser.press(view);
    }
    deploy(
        "teller",
        "sh -c 'echo \"<img src=x onerror=top.taken=1>\" >&2'",
        "\"combine_output\":\"false\"");
    send("POST", "/function/teller", "");
    browser.open("#/function/teller.openfaas-fn/logs");
    browser.awaitText(".log", "<img src=x");
    assertThat(browser.has(".log img")).isFalse();
    HttpResponse<String> named =
        send(
            "POST",
            "/system/functions",
            "{\"service\":\"<img src=x>\",\"envProcess\":\"cat\"}",
            "Authorization",
            authorization());
    assertThat(named.statusCode()).isEqualTo(400);

    assertThat(browser.script("return globalThis.taken")).isNull();
    assertThat(browser.script("return document.title")).asString().endsWith("Gantry");
    // Refusing what it tried is what the policy is for; the browser says so.
    assertThat(browser.complaints())
        .allMatch(each -> each.contains("sandbox") || each.contains("Security Policy"));
    remove("teller");
  }

  /** A document of a function has an origin of its own, so no session and no portal. */
  @Test
  void aFunctionsOwnPageIsNotThePortals() throws Exception {
    deploy(
        "page",
        "printf <script>document.title=origin+/taken/.source</script>",
        "\"content_type\":\"text/html\"");
    browser.goTo("/function/page");
    eventually(() -> assertThat(browser.script("return document.title")).isEqualTo("nulltaken"));
    remove("page");
  }

  @Test
  void followsALog() throws Exception {
    deploy("talker", "sh -c 'echo said $(cat) >&2'", "\"combine_output\":\"false\"");
    browser.open("#/function/talker.openfaas-fn/logs");
    browser.awaitText(".log", "said");
    send("POST", "/function/talker", "one");
    browser.awaitText(".log", "said one");
    send("POST", "/function/talker", "two");
    browser.awaitText(".log", "said two");
    browser.fill("input[aria-label='Filter lines']", "TWO");
    eventually(() -> assertThat(browser.text(".log")).doesNotContain("said one"));
    browser.shoot("logs");
    remove("talker");
  }

  @Test
  void scales() throws Exception {
    deploy("many", "cat");
    browser.open("#/function/many.openfaas-fn/scaling");
    browser.fill("input[type=number]", "3");
    browser.press("Scale");
    browser.awaitText(".hint", "3 ready of 3");
    remove("many");
    browser.awaitText(".empty", "no such function");
  }

  @Test
  void keepsSecretsSecret() throws Exception {
    browser.press("Secrets");
    browser.fillLabelled("Name", "api-key");
    browser.fillLabelled("Value", "swordfish");
    browser.press("Store");
    browser.awaitText("tbody", "api-key");
    browser.press("Replace");
    browser.awaitText("h2", "Replace api-key");
    browser.fillLabelled("Value", "marlin");
    browser.click("form button.primary");
    browser.awaitText(".toast", "replaced");
    assertThat(browser.script("return document.body.innerText"))
        .asString()
        .doesNotContain("swordfish", "marlin");
    browser.press("Remove");
    browser.press("Remove api-key");
    browser.awaitText(".empty", "No secret yet");
  }

  @Test
  void showsALostConnectionAndComesBack() throws Exception {
    browser.awaitText(".connection", "Live");
    int port = gantry.gateway().getPort();
    gantry.close();
    browser.awaitText(".connection", "lost");
    browser.shoot("lost");
    gantry = gantry("127.0.0.1:" + port);
    browser.awaitText(".connection", "Live");
    browser.awaitText("tbody", "echo");
    browser.complaints(); // refused connections
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyPageIsAccessible(String theme) throws Exception {
    Map<String, String> pages =
        Map.of(
            "list", "#/",
            "overview", "#/function/echo.openfaas-fn",
            "invoke-empty", "#/function/echo.openfaas-fn/invoke",
            "scaling", "#/function/echo.openfaas-fn/scaling",
            "deploy", "#/deploy",
            "secrets", "#/secrets",
            "cluster", "#/cluster");
    browser.script("localStorage.setItem('theme', arguments[0])", theme);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      browser.open("?" + theme + page.getValue());
      browser.awaitText(".connection", "Live");
      browser.awaitText("main", page.getKey().equals("cluster") ? "gantry-process" : "");
      assertThat(browser.accessibility()).as(page.getKey()).isEmpty();
      browser.shoot(page.getKey() + "-" + theme);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 2560})
  void nothingIsCutOffAtAnyWidth(int width) throws Exception {
    browser.size(width, 800);
    for (String page : List.of("#/", "#/function/echo.openfaas-fn", "#/deploy", "#/cluster")) {
      browser.open("?" + width + page);
      browser.awaitText(".connection", "Live");
      eventually(
          () ->
              assertThat(
                      browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                  .as(page)
                  .isEqualTo(true));
      browser.shoot("width-" + width + "-" + page.replaceAll("[^a-z]+", ""));
    }
  }

  @Test
  void showsFiveHundredFunctions() throws Exception {
    for (int i = 0; i < 500; i++) {
      deploy("f" + i, "cat", "", "\"com.openfaas.scale.min\":\"0\"");
    }
    browser.open("?many#/");
    eventually(
        () ->
            assertThat(browser.script("return document.querySelectorAll('tbody tr').length"))
                .isEqualTo(502L));
    browser.fill("input[type=search]", "f499");
    eventually(() -> assertThat(browser.text("tbody th")).isEqualTo("f499"));
    Object draw =
        browser.script(
            "const box = document.querySelector('input[type=search]'); box.value = '';"
                + "const begun = performance.now(); box.dispatchEvent(new Event('input'));"
                + "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame("
                + "() => done(Math.round(performance.now() - begun)))))");
    System.out.println("portal: 500 functions drawn in " + draw + " ms");
    for (int i = 0; i < 500; i++) {
      remove("f" + i);
    }
  }

  /** Prints what the page weighs and how soon it shows; the weight is bounded, the time is not. */
  @Test
  void isLight() throws Exception {
    try (Browser first = Browser.start(gantry.gateway())) {
      first.signIn(PASSWORD);
      first.open("#/function/echo.openfaas-fn");
      eventually(() -> assertThat(first.has("live-chart canvas")).isTrue());
      Object bytes =
          first.script(
              "return performance.getEntries().filter(e => e.encodedBodySize !== undefined)"
                  + ".filter(e => e.name.includes('/ui/'))"
                  + ".reduce((sum, e) => sum + e.encodedBodySize, 0)");
      Object paint =
          first.script(
              "return Math.round("
                  + "performance.getEntriesByName('first-contentful-paint')[0].startTime)");
      System.out.println(
          "portal: " + bytes + " bytes compressed, first contentful paint after " + paint + " ms");
      assertThat((Long) bytes).isBetween(20_000L, 300_000L);
    }
  }

  private static String cell(String function, int column) {
    return browser.text(
        "tbody tr:has(a[href='#/function/"
            + function
            + ".openfaas-fn']) > *:nth-child("
            + column
            + ")");
  }

  private static void deploy(String name, String command) throws Exception {
    deploy(name, command, "", "");
  }

  private static void deploy(String name, String command, String variables) throws Exception {
    deploy(name, command, variables, "");
  }

  private static void deploy(String name, String command, String variables, String labels)
      throws Exception {
    String body =
        "{\"service\":\"%s\",\"envProcess\":\"%s\",\"envVars\":{%s},\"labels\":{%s}}"
            .formatted(name, command.replace("\"", "\\\""), variables, labels);
    assertThat(
            send("POST", "/system/functions", body, "Authorization", authorization()).statusCode())
        .isEqualTo(202);
    if (labels.isEmpty()) {
      eventually(
          () -> assertThat(send("POST", "/function/" + name, "").statusCode()).isEqualTo(200));
    }
  }

  private static void remove(String name) throws Exception {
    assertThat(
            send(
                    "DELETE",
                    "/system/functions",
                    "{\"functionName\":\"" + name + "\"}",
                    "Authorization",
                    authorization())
                .statusCode())
        .isEqualTo(202);
  }

  private static String authorization() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> send(
      String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gantry.gateway() + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
