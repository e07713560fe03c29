// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// A page without a heap, as a replay has: groups of charts, bars and tables.
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
class ReportPageBrowserTest {
  @TempDir static Path directory;
  private Browser browser;
  private Path page;

  @BeforeAll
  void startBrowser() throws IOException {
    browser = Browser.start();
    page = directory.resolve("report.html");
    PageWriter.write(report(), page);
  }

  @AfterAll
  void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openPage() {
    browser.scheme("dark");
    browser.width(1400, 1000);
    browser.open(page);
  }

  @AfterEach
  void theConsoleSaysNothing() {
    assertThat(browser.console()).isEmpty();
  }

  private static Page report() {
    Section.Table overview =
        new Section.Table(
            "overview",
            "Overview",
            "",
            List.of(
                new Section.Column("trace", "text"),
                new Section.Column("freestore", "ns"),
                new Section.Column("libc", "ns")),
            1,
            List.of(Arrays.asList("git", 5.25, 9.5), Arrays.asList("redis", 7.0, null)));
    return new Page(
        "Freestore replay",
        "Replay",
        "",
        List.of(Fact.of("time of an operation", 6.06, "ns", "")),
        List.of(),
        List.of(),
        List.of(overview, trace("trace-1", "git"), trace("trace-2", "redis")),
        "");
  }

  private static Section trace(String id, String title) {
    return new Section.Group(
        id,
        title,
        "glibc mtrace, one thread.",
        List.of(Fact.count("operations", 1_000, "")),
        List.of(
            new TimeLine(
                id + "-usage",
                "Usage over time",
                "",
                "operations",
                "count",
                "bytes",
                List.of(0.0, 500.0, 1_000.0),
                List.of(
                    new TimeLine.Series("requested", List.of(0.0, 3_000_000.0, 2_000_000.0)),
                    new TimeLine.Series("held", List.of(0.0, 4_194_304.0, 4_194_304.0)))),
            new Section.Bars(
                id + "-time",
                "Time of an operation",
                "",
                "ns",
                List.of(new Section.Bar("freestore", 5.25, ""), new Section.Bar("libc", null, ""))),
            new Section.Histogram(
                id + "-sizes",
                "Sizes requested",
                "",
                List.of(new Section.Bucket("up to 16 B", 700), new Section.Bucket("more", 300)))));
  }

  @Test
  void everyTraceHasItsGroupAndALinkInTheBar() {
    assertThat(browser.all("nav a").stream().map(it -> it.getText()))
        .containsExactly("Overview", "git", "redis");
    assertThat(browser.count(".group")).isEqualTo(2);
    assertThat(browser.count(".group canvas")).isEqualTo(2);
    assertThat(browser.count("#search")).isZero();
  }

  @Test
  void whatWasNotMeasuredIsSaidToBe() {
    assertThat(browser.text("#trace-1-time")).contains("5.25 ns", "not measured");
    assertThat(browser.text("#overview")).contains("9.50 ns", "–");
  }

  @Test
  void sharesAreWrittenBesideTheirBars() {
    assertThat(browser.text("#trace-2-sizes")).contains("700 (70.0 %)", "300 (30.0 %)");
  }

  @Test
  void theOverviewSortsByAnyColumn() {
    assertThat(browser.text("#overview tbody td")).isEqualTo("redis");
    browser.find(By.xpath("//section[@id='overview']//th/button[text()='trace']")).click();
    assertThat(browser.text("#overview tbody td")).isEqualTo("git");
  }

  @Test
  void aChartIsReadByKeys() {
    browser.focus("#trace-1-usage .chart");
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(browser.text("#trace-1-usage .u-legend")).contains("500", "2.86 MiB", "4 MiB");
  }

  @Test
  void darkIsDark() {
    assertThat(browser.value("document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(browser.value("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(20, 23, 28)");
  }
}
