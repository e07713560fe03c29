// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageWriterTest {
  private static String page(Section... sections) throws IOException {
    StringWriter text = new StringWriter();
    PageWriter.write(
        new Page(
            "Freestore", "A <b>title", "", List.of(), List.of(), List.of(), List.of(sections), ""),
        text);
    return text.toString();
  }

  private static String data(String page) {
    int start = page.indexOf("id=\"data\">") + "id=\"data\">".length();
    return page.substring(start, page.indexOf("</script>", start));
  }

  @Test
  void thePageAsksNobodyForAnything() throws IOException {
    String page = page();
    assertThat(page).contains("default-src 'none'").doesNotContain("{{");
    assertThat(Pattern.compile("(src|href)\\s*=\\s*[\"']?(https?:|//)").matcher(page).find())
        .isFalse();
  }

  @Test
  void theLicenceOfTheChartLibraryIsInThePage() throws IOException {
    assertThat(page()).contains("The MIT License (MIT)", "Leon Sorokin");
  }

  @Test
  void noTextCanEndTheDataOrTheTitle() throws IOException {
    String hostile = "</script><script>alert(1)</script><!--";
    String page = page(new Section.Missing("id", hostile, hostile));
    assertThat(data(page)).contains("\\u003c/script>").doesNotContain("<");
    assertThat(page).contains("<title>A &lt;b&gt;title</title>");
  }

  @Test
  void everySectionIsWrittenWithItsKind() throws IOException {
    List<Object> row = new ArrayList<>(Arrays.asList("mimalloc", 3.5, null));
    String data =
        data(
            page(
                new Section.Bars("b", "B", "", "ns", List.of(new Section.Bar("x", null, ""))),
                new Section.Histogram("h", "H", "", List.of(new Section.Bucket("16", 3))),
                new Section.Table(
                    "t", "T", "", List.of(new Section.Column("name", "text")), 0, List.of(row)),
                new Section.Group("g", "G", "", List.of(Fact.count("n", 3, "")), List.of()),
                new TimeLine(
                    "u",
                    "U",
                    "",
                    "time",
                    "seconds",
                    "bytes",
                    List.of(0.0, 1.5),
                    List.of(new TimeLine.Series("s", List.of(1.0, Double.NaN))))));
    assertThat(data)
        .contains("\"kind\":\"bars\"", "\"value\":null")
        .contains("\"kind\":\"histogram\"", "{\"label\":\"16\",\"count\":3}")
        .contains("\"kind\":\"table\"", "[\"mimalloc\",3.5,null]")
        .contains("\"kind\":\"group\"", "\"value\":3,\"unit\":\"count\"")
        .contains("\"kind\":\"timeline\"", "\"x\":[0,1.5]", "\"values\":[1,null]");
  }

  @Test
  void aSeriesMustHaveAValueForEachMoment() {
    assertThatThrownBy(() ->
            new TimeLine(
                "u",
                "U",
                "",
                "time",
                "seconds",
                "bytes",
                List.of(0.0),
                List.of(new TimeLine.Series("s", List.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a series needs a value for each moment: series=s values=0 moments=1");
  }
}
