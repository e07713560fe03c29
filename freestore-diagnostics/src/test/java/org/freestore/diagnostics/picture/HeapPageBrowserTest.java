// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// What a reader does with the page of a heap: from a file, in a real browser.
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
class HeapPageBrowserTest {
  private static final String MAP = "#map-canvas";

  @TempDir static Path directory;
  private Browser browser;
  private Path page;

  @BeforeAll
  void startBrowser() throws IOException {
    browser = Browser.start();
    page = SamplePages.small(directory);
  }

  @AfterAll
  void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openPage() {
    browser.scheme("light");
    browser.width(1400, 1000);
    browser.open(page);
  }

  @AfterEach
  void theConsoleSaysNothing() {
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void everySectionIsThereAndNothingIsLoaded() {
    assertThat(browser.all("main h2").stream().map(WebElement::getText))
        .containsExactly(
            "Heap map",
            "What is live",
            "Where it was allocated",
            "Leaks",
            "Fragmentation",
            "Usage over time");
    assertThat(browser.value("performance.getEntriesByType('resource').length")).isEqualTo(0L);
  }

  @Test
  void namesThatLookLikeMarkupStayText() {
    assertThat(browser.value("document.title")).isEqualTo("Heap of shop.jar");
    assertThat(browser.count("main img")).isZero();
    assertThat(browser.text("#types")).contains("shop.Invoice</script><img src=x");
  }

  @Test
  void theMapIsDrawnFromEdgeToEdge() {
    assertThat(coloursOfMap()).hasSizeGreaterThan(8);
  }

  @Test
  void hoveringTellsTheSlabAndCloserTheBlock() {
    browser.value("scrollTo(0, 0)");
    browser.point(MAP, 190, 60);
    assertThat(browser.text("#map-tip")).startsWith("Slab at 0x").contains("live", "heap", "store");
    browser.wheel(MAP, 190, 60, -1200);
    browser.point(MAP, 195, 65);
    assertThat(browser.text("#map-tip")).startsWith("Block at 0x").contains("size", "state");
  }

  @Test
  void theWheelZoomsWhereThePointerIsAndFitGoesBack() {
    List<String> before = pixels();
    browser.wheel(MAP, 400, 200, -500);
    List<String> closer = pixels();
    assertThat(closer).isNotEqualTo(before);
    browser.drag(MAP, 600, 300, -150, -60);
    assertThat(pixels()).isNotEqualTo(closer);
    browser.css("button[aria-label='Show the whole heap']").click();
    browser.frame();
    assertThat(pixels()).isEqualTo(before);
  }

  @Test
  void aClickKeepsWhatIsSaidBelowTheMap() {
    browser.click(MAP, 190, 60);
    browser.point("h1", 5, 5);
    assertThat(browser.css("#map-tip").isDisplayed()).isFalse();
    assertThat(browser.text("#map-selection")).startsWith("Slab at 0x");
  }

  @Test
  void keysAloneReachEachBlock() {
    browser.focus(MAP);
    browser.press(Keys.ARROW_RIGHT);
    String second = browser.text("#map-selection");
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_LEFT);
    assertThat(browser.text("#map-selection")).startsWith("Slab at 0x").isNotEqualTo(second);
    browser.press(Keys.ENTER);
    String firstBlock = browser.text("#map-selection");
    assertThat(firstBlock).startsWith("Block at 0x");
    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.text("#map-selection")).startsWith("Block at 0x").isNotEqualTo(firstBlock);
    browser.press(Keys.ESCAPE, Keys.ESCAPE);
    assertThat(browser.text("#map-selection")).startsWith("Slab at 0x");
  }

  @Test
  void theTabKeyReachesEveryControlInTheOrderOfThePage() {
    browser.tab();
    assertThat(browser.value("document.activeElement.textContent"))
        .isEqualTo("Skip to the content");
    StringBuilder reached = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      browser.tab();
      reached.append(
          browser.value(
              "document.activeElement.id || document.activeElement.textContent.slice(0, 20)"));
      reached.append('|');
    }
    assertThat(reached.toString())
        .containsSubsequence("Map|", "search|", "theme|", "type|", "Fit|", "map-canvas|", "bytes|");
  }

  @Test
  void colouringAndGroupingChangeTheMap() {
    List<String> latest = pixels();
    for (String button : List.of("state", "age", "how full", "size class", "heap", "store")) {
      press(button);
      assertThat(pixels()).as("after %s", button).isNotEqualTo(latest);
      latest = pixels();
    }
    press("state");
    assertThat(browser.text("#map-legend")).contains("leaked: nothing points to it", "reachable");
    press("age");
    assertThat(browser.text("#map-legend")).contains("age not recorded");
  }

  @Test
  void aTypeOfTheLegendIsShownAlone() {
    List<String> before = pixels();
    WebElement first = browser.css("#map-legend button");
    first.click();
    browser.frame();
    assertThat(first.getDomAttribute("aria-pressed")).isEqualTo("true");
    assertThat(pixels()).isNotEqualTo(before);
    first.click();
    browser.frame();
    assertThat(pixels()).isEqualTo(before);
  }

  @Test
  void searchingFindsTypesSitesAndLeaksAndEscapeClearsIt() {
    List<String> before = pixels();
    browser.press("/");
    assertThat(browser.value("document.activeElement.id")).isEqualTo("search");
    browser.press("orderline");
    assertThat(browser.text(".search output")).matches("\\d+ matches");
    assertThat(browser.count("#types tbody tr")).isEqualTo(1);
    assertThat(browser.count("#flame-area .dim")).isPositive();
    assertThat(browser.text("#leak-list"))
        .contains("shop.OrderLine")
        .doesNotContain("shop.Service0.step0(");
    assertThat(browser.count("main mark")).isPositive();
    assertThat(pixels()).isNotEqualTo(before);
    browser.press(Keys.ESCAPE);
    assertThat(browser.count("main mark")).isZero();
    assertThat(pixels()).isEqualTo(before);
  }

  @Test
  void searchingAnAddressShowsItsBlock() {
    browser.press("/");
    browser.press("0x7e3450012345");
    assertThat(browser.text(".search output")).isEqualTo("1 match");
    assertThat(browser.text("#map-selection")).startsWith("Block at 0x7e345001");
  }

  @Test
  void aPayloadLeadsToItsObjectAndTheObjectToItsPayload() {
    String payload = "0x" + Long.toHexString(largeBlock());
    browser.press("/");
    browser.press(payload);
    assertThat(browser.text("#map-selection"))
        .startsWith("Large block at " + payload)
        .contains("payload of\nthe object at 0x7e34");
    browser.css("#map-selection button").click();
    assertThat(browser.text("#map-selection"))
        .startsWith("Block at 0x7e34")
        .contains("payload\nin the block at " + payload);
    assertThat(browser.value("document.activeElement.id")).isEqualTo("map-canvas");
  }

  private static long largeBlock() {
    return SamplePages.small().data().map().slabs().stream()
        .filter(slab -> slab.kind() == MapSlab.Kind.LARGE)
        .findFirst()
        .orElseThrow()
        .address();
  }

  @Test
  void aSiteZoomsWhenClickedAndShowsAllAgain() {
    int all = browser.count("#flame-area button");
    browser
        .find(
            org.openqa.selenium.By.xpath("//div[@id='flame-area']/button[contains(., 'java:101')]"))
        .click();
    assertThat(browser.count("#flame-area .above")).isPositive();
    browser.press(Keys.ESCAPE);
    assertThat(browser.count("#flame-area button")).isEqualTo(all);
  }

  @Test
  void sitesAreReadByKeysFromCallerToCallee() {
    browser.focus("#flame-area button");
    browser.press(Keys.ARROW_DOWN);
    assertThat(browser.text("#flame-where")).startsWith("java.base/java.lang.Thread.run");
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
    assertThat(browser.text("#flame-where")).startsWith("shop.Server.handle(Server.java:101)");
    browser.press(Keys.ENTER);
    assertThat(browser.count("#flame-area .above")).isEqualTo(2);
  }

  @Test
  void aLeakOpensToTheChainThatHoldsItAndLeadsToTheMap() {
    press("cycle");
    assertThat(browser.text("#leak-list")).doesNotContain("direct");
    browser.css("#leak-list summary").click();
    assertThat(browser.text("#leak-list details"))
        .contains(
            "How one of them is held", "lines → shop.OrderLine[]", "[3].product → shop.Product");
    browser.css("#leak-list .chain button").click();
    assertThat(browser.text("#map-selection")).contains("0x7e34500");
  }

  @Test
  void tablesSortByAnyColumn() {
    assertThat(browser.text("#types tbody td")).isEqualTo("raw block");
    browser
        .find(org.openqa.selenium.By.xpath("//section[@id='types']//th/button[text()='type']"))
        .click();
    assertThat(browser.text("#types tbody td")).isEqualTo("byte[]");
  }

  @Test
  void theChartIsReadByKeysAndAsATable() {
    browser.focus("#usage .chart");
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(browser.text("#usage .u-legend")).contains("2 s").contains("MiB");
    browser.css("#usage summary").click();
    assertThat(browser.count("#usage tbody tr")).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void theSchemeOfTheSystemIsShownUntilTheReaderChooses(String scheme) {
    browser.scheme(scheme);
    browser.frame();
    String shown = background();
    assertThat(brightness(shown)).isEqualTo(scheme);
    browser.css("#theme").click();
    browser.frame();
    assertThat(brightness(background())).isNotEqualTo(scheme);
  }

  @Test
  void aNarrowWindowNeedsNoSidewaysScrolling() {
    browser.width(420, 800);
    browser.frame();
    assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
  }

  @Test
  void theHeapOf10GigabytesIsAFileOfAtMost10MegabytesAndCanBeUsed() throws IOException {
    Path large = SamplePages.large(directory);
    assertThat(large.toFile().length()).isLessThanOrEqualTo(10_000_000);
    browser.open(large);
    browser.wheel(MAP, 190, 60, -3000);
    browser.point(MAP, 195, 65);
    assertThat(browser.text("#map-tip")).contains("0x");
  }

  private void press(String button) {
    browser
        .find(
            org.openqa.selenium.By.xpath("//div[@class='choice']/button[text()='" + button + "']"))
        .click();
    browser.frame();
  }

  private static String brightness(String colour) {
    return colour.startsWith("rgb(24") ? "light" : "dark";
  }

  private String background() {
    return String.valueOf(browser.value("getComputedStyle(document.body).backgroundColor"));
  }

  /// One pixel in every 16 x 16 of the map.
  private List<String> pixels() {
    browser.frame();
    Object pixels =
        browser.value(
            "(canvas => { const copy = document.createElement('canvas'), found = [];"
                + "copy.width = canvas.width; copy.height = canvas.height;"
                + "const context = copy.getContext('2d', {willReadFrequently: true});"
                + "context.drawImage(canvas, 0, 0);"
                + "for (let y = 8; y < canvas.height; y += 16)"
                + "for (let x = 8; x < canvas.width; x += 16)"
                + "found.push([...context.getImageData(x, y, 1, 1).data].join());"
                + "return found.join(' '); })(document.getElementById('map-canvas'))");
    return List.of(String.valueOf(pixels).split(" ", -1));
  }

  private List<String> coloursOfMap() {
    return pixels().stream().distinct().toList();
  }
}
