// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.Keys;

/// Takes pictures of pages in both schemes, to look at before a release: of those that are named,
/// or of two made-up heaps.
final class ScreenshotTour {
  private final Path directory;

  private ScreenshotTour(Path directory) {
    this.directory = directory;
  }

  /// Writes the pictures.
  ///
  /// @param arguments the directory to write to, and the pages of heaps to visit
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    ScreenshotTour tour = new ScreenshotTour(directory);
    if (arguments.length == 1) {
      tour.visit("small", SamplePages.small(directory));
      tour.visit("large", SamplePages.large(directory));
    }
    for (int i = 1; i < arguments.length; i++) {
      Path page = Path.of(arguments[i]);
      tour.visit(String.valueOf(page.getFileName()).replace(".html", ""), page);
    }
  }

  private void visit(String name, Path page) throws IOException {
    try (Browser browser = Browser.start()) {
      for (String scheme : new String[] {"light", "dark"}) {
        browser.scheme(scheme);
        Duration opened = browser.open(page);
        System.out.printf(
            "%s %s: %d bytes, opened in %d ms%n",
            name, scheme, Files.size(page), opened.toMillis());
        shot(browser, name + "-" + scheme + "-1-top");
        browser.wheel("#map-canvas", 500, 200, -700);
        browser.point("#map-canvas", 505, 205);
        shot(browser, name + "-" + scheme + "-2-zoomed");
        browser.focus("#map-canvas");
        browser.press(
            "0", Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER, Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
        shot(browser, name + "-" + scheme + "-3-blocks");
        browser.press("0");
        browser.css("#search").sendKeys("order");
        browser.frame();
        shot(browser, name + "-" + scheme + "-4-search");
        browser.point("#flame-area", 300, 60);
        shot(browser, name + "-" + scheme + "-5-sites");
        browser.value(
            "document.querySelectorAll('#leak-list details').forEach((d, i) => { d.open = i < 3; })");
        browser.value("document.querySelector('#leaks').scrollIntoView({behavior: 'instant'})");
        browser.frame();
        shot(browser, name + "-" + scheme + "-6-leaks");
        browser.value(
            "document.querySelector('#fragmentation').scrollIntoView({behavior: 'instant'})");
        browser.frame();
        shot(browser, name + "-" + scheme + "-7-fragmentation");
        if (browser.count("#usage .chart") > 0) {
          browser.point("#usage .chart", 600, 100);
        }
        shot(browser, name + "-" + scheme + "-8-usage");
        browser.console().forEach(System.out::println);
      }
    }
  }

  private void shot(Browser browser, String name) throws IOException {
    browser.screenshot(directory.resolve(name + ".png"));
  }
}
