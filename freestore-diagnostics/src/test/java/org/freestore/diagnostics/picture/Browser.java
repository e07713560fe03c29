// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.WheelInput;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// The system's Chromium, without a window, for one test. Tests with the tag `browser` need it:
/// `scripts/browser-tests` runs them, and `./mvnw verify` leaves them out.
final class Browser implements AutoCloseable {
  private static final String NEEDED =
      "needs Chromium and its driver: on Debian, apt-get install chromium chromium-driver";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Browser(Path chromium, Path chromeDriver) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1400,1000");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(chromeDriver.toFile()).build();
    driver = new ChromeDriver(service, options);
  }

  /// Starts a browser.
  ///
  /// @throws IllegalStateException if there is none
  static Browser start() {
    return new Browser(
        find("chromium").or(() -> find("chromium-browser")).orElseThrow(Browser::missing),
        find("chromedriver").orElseThrow(Browser::missing));
  }

  private static IllegalStateException missing() {
    return new IllegalStateException(NEEDED);
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Opens a file and waits until the page says that it is shown.
  ///
  /// @return how long that took, by the page's own clock, from the click to the first frame
  Duration open(Path page) {
    driver.get(page.toUri().toString());
    await("document.documentElement.dataset.shownAfterMillis !== undefined");
    String millis = String.valueOf(value("document.documentElement.dataset.shownAfterMillis"));
    return Duration.ofMillis(Long.parseLong(millis));
  }

  /// Shows pages as a system does that is set to light or dark, and wants nothing to move: a click
  /// would miss what still scrolls.
  void scheme(String lightOrDark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", lightOrDark),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  void width(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /// Waits until an expression of JavaScript is true.
  void await(String expression) {
    new WebDriverWait(driver, PATIENCE).until(_ -> Boolean.TRUE.equals(value(expression)));
  }

  /// Evaluates an expression of JavaScript, which may await.
  @Nullable Object value(String expression) {
    String script =
        "const done = arguments[arguments.length - 1];"
            + "(async () => ("
            + expression
            + "))().then(done, e => done('failed: ' + e));";
    return ((JavascriptExecutor) driver).executeAsyncScript(script);
  }

  WebElement find(By by) {
    return driver.findElement(by);
  }

  WebElement css(String selector) {
    return find(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  int count(String selector) {
    return all(selector).size();
  }

  String text(String selector) {
    return css(selector).getText();
  }

  /// Presses keys at whatever has the focus.
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
    frame();
  }

  void focus(String selector) {
    value("document.querySelector(" + quoted(selector) + ").focus()");
    frame();
  }

  /// Moves the pointer to a point of an element, counted from its upper left corner.
  void point(String selector, int x, int y) {
    WebElement element = scrolledTo(selector);
    new Actions(driver)
        .moveToElement(element, x - element.getSize().width / 2, y - element.getSize().height / 2)
        .perform();
    frame();
  }

  void click(String selector, int x, int y) {
    point(selector, x, y);
    new Actions(driver).click().perform();
    frame();
  }

  void drag(String selector, int x, int y, int right, int down) {
    point(selector, x, y);
    new Actions(driver).clickAndHold().moveByOffset(right, down).release().perform();
    frame();
  }

  void wheel(String selector, int x, int y, int amount) {
    WebElement element = scrolledTo(selector);
    WheelInput.ScrollOrigin origin =
        WheelInput.ScrollOrigin.fromElement(
            element, x - element.getSize().width / 2, y - element.getSize().height / 2);
    new Actions(driver).scrollFromOrigin(origin, 0, amount).perform();
    frame();
  }

  private WebElement scrolledTo(String selector) {
    WebElement element = css(selector);
    driver.executeScript(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
    frame();
    return element;
  }

  /// Waits until what was asked for has been drawn.
  void frame() {
    value("await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  void tab() {
    press(Keys.TAB);
  }

  /// Returns what the console says, errors and warnings among them.
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  void screenshot(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public void close() {
    driver.quit();
  }
}
