package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;

/** A real Chromium without a window that looks at the portal. Used by one thread. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;
  private final URI gateway;

  private Browser(ChromeDriver driver, URI gateway) {
    this.driver = driver;
    this.gateway = gateway;
  }

  /** Whether there is one on this machine. */
  static boolean isInstalled() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  /** Starts with a new profile, at no page yet. */
  static Browser start(URI gateway) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1360,860");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options), gateway);
  }

  /** Goes to a page of the portal, such as {@code #/secrets}. */
  void open(String hash) {
    driver.get(gateway.resolve("/ui/" + hash).toString());
  }

  /** Goes to any path of the gateway. */
  void goTo(String path) {
    driver.get(gateway.resolve(path).toString());
  }

  /** Signs in, as a person does. */
  void signIn(String password) throws Exception {
    open("");
    fill("input[name=password]", password);
    click(".signin button");
    awaitText("h1", "Functions");
  }

  WebElement element(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  boolean has(String css) {
    return !driver.findElements(By.cssSelector(css)).isEmpty();
  }

  /** The visible text of everything that matches. */
  String text(String css) {
    try {
      List<String> texts =
          driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
      return String.join("\n", texts);
    } catch (StaleElementReferenceException redrawn) {
      return "";
    }
  }

  void awaitText(String css, String part) throws Exception {
    eventually(() -> assertThat(text(css)).contains(part));
  }

  void awaitGone(String css) throws Exception {
    eventually(() -> assertThat(has(css)).as(css).isFalse());
  }

  void click(String css) throws Exception {
    click(By.cssSelector(css));
  }

  /** Clicks the button or link with this text. */
  void press(String text) throws Exception {
    click(
        By.xpath(
            "//*[self::button or self::a or self::summary][normalize-space()='" + text + "']"));
  }

  private void click(By target) throws Exception {
    use(target, WebElement::click);
  }

  /** What is drawn anew or moved while a person aims is aimed at again. */
  private void use(By target, Consumer<WebElement> action) throws Exception {
    eventually(
        () -> {
          try {
            action.accept(driver.findElement(target));
          } catch (NoSuchElementException
              | StaleElementReferenceException
              | ElementNotInteractableException notThere) {
            throw new AssertionError(target + " cannot be used", notThere);
          }
        });
  }

  void fill(String css, String value) throws Exception {
    write(By.cssSelector(css), value);
  }

  void choose(String css, String value) throws Exception {
    use(By.cssSelector(css), element -> new Select(element).selectByValue(value));
  }

  /** Fills the field that a person finds by this label. */
  void fillLabelled(String label, String value) throws Exception {
    By field =
        By.xpath(
            "//label[starts-with(normalize-space(), '"
                + label
                + "')]//*[self::input or self::textarea]");
    write(field, value);
  }

  private void write(By field, String value) throws Exception {
    use(field, element -> element.sendKeys(Keys.chord(Keys.CONTROL, "a"), value));
  }

  @Nullable Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** What axe finds wrong, in words; empty when nothing. */
  @SuppressWarnings("unchecked")
  List<String> accessibility() throws IOException {
    try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
    }
    return (List<String>)
        requireNonNull(
            driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                    + "axe.run().then(found => done(found.violations.map("
                    + "each => `${each.id}: ${each.help} ${each.nodes[0].html}`)))"));
  }

  /** What the page complained of since this was last asked, but for refused requests. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> !message.contains("Failed to load resource"))
        .toList();
  }

  /** Writes a picture of what is seen to the build's folder. */
  void shoot(String name) throws IOException {
    Files.createDirectories(SHOTS);
    Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
