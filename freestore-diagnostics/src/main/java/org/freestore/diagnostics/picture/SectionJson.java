// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes sections as the page's script reads them: an object with a kind, an id and a title.
final class SectionJson {
  private final JsonGenerator json;
  private final HeapJson heap;

  SectionJson(JsonGenerator json) {
    this.json = json;
    this.heap = new HeapJson(json);
  }

  void write(Section section) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind(section));
    json.writeStringField("id", section.id());
    json.writeStringField("title", section.title());
    switch (section) {
      case HeapMap map -> MapJson.write(json, map);
      case TypeTable types -> heap.write(types);
      case SiteTree tree -> heap.write(tree);
      case LeakTable leaks -> heap.write(leaks);
      case Fragmentation fragmentation -> heap.write(fragmentation);
      case TimeLine line -> write(line);
      case Section.Bars bars -> write(bars);
      case Section.Histogram histogram -> write(histogram);
      case Section.Table table -> write(table);
      case Section.Group group -> write(group);
      case Section.Missing missing -> json.writeStringField("reason", missing.reason());
    }
    json.writeEndObject();
  }

  private static String kind(Section section) {
    return switch (section) {
      case HeapMap _ -> "map";
      case TypeTable _ -> "types";
      case SiteTree _ -> "flame";
      case LeakTable _ -> "leaks";
      case Fragmentation _ -> "fragmentation";
      case TimeLine _ -> "timeline";
      case Section.Bars _ -> "bars";
      case Section.Histogram _ -> "histogram";
      case Section.Table _ -> "table";
      case Section.Group _ -> "group";
      case Section.Missing _ -> "missing";
    };
  }

  private void write(TimeLine line) throws IOException {
    json.writeStringField("about", line.about());
    json.writeBooleanField("wide", true);
    json.writeStringField("xLabel", line.xLabel());
    json.writeStringField("xUnit", line.xUnit());
    json.writeStringField("yUnit", line.yUnit());
    numbers("x", line.x());
    json.writeArrayFieldStart("series");
    for (TimeLine.Series series : line.series()) {
      json.writeStartObject();
      json.writeStringField("name", series.name());
      numbers("values", series.values());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Section.Bars bars) throws IOException {
    json.writeStringField("about", bars.about());
    json.writeStringField("unit", bars.unit());
    json.writeArrayFieldStart("rows");
    for (Section.Bar row : bars.rows()) {
      json.writeStartObject();
      json.writeStringField("label", row.label());
      json.writeFieldName("value");
      number(row.value());
      json.writeStringField("note", row.note());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Section.Histogram histogram) throws IOException {
    json.writeStringField("about", histogram.about());
    json.writeArrayFieldStart("buckets");
    for (Section.Bucket bucket : histogram.buckets()) {
      json.writeStartObject();
      json.writeStringField("label", bucket.label());
      json.writeNumberField("count", bucket.count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Section.Table table) throws IOException {
    json.writeStringField("about", table.about());
    json.writeNumberField("sorted", table.sorted());
    json.writeArrayFieldStart("columns");
    for (Section.Column column : table.columns()) {
      json.writeStartObject();
      json.writeStringField("label", column.label());
      json.writeStringField("unit", column.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    for (List<@Nullable Object> row : table.rows()) {
      json.writeStartArray();
      for (Object cell : row) {
        writeCell(cell);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void writeCell(@Nullable Object cell) throws IOException {
    if (cell instanceof Number value) {
      number(value.doubleValue());
    } else if (cell == null) {
      json.writeNull();
    } else {
      json.writeString(cell.toString());
    }
  }

  private void write(Section.Group group) throws IOException {
    json.writeStringField("about", group.about());
    write(group.facts());
    json.writeArrayFieldStart("sections");
    for (Section section : group.sections()) {
      write(section);
    }
    json.writeEndArray();
  }

  void write(List<Fact> facts) throws IOException {
    json.writeArrayFieldStart("facts");
    for (Fact fact : facts) {
      json.writeStartObject();
      json.writeStringField("label", fact.label());
      json.writeStringField("hint", fact.hint());
      if (fact.text() != null) {
        json.writeStringField("text", fact.text());
      } else {
        json.writeFieldName("value");
        number(fact.value());
        json.writeStringField("unit", fact.unit());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void numbers(String name, List<Double> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (Double value : values) {
      number(value);
    }
    json.writeEndArray();
  }

  /// Whole numbers without a fraction: they are most, and shorter.
  private void number(@Nullable Double value) throws IOException {
    if (value == null || !Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      json.writeNumber(value.longValue());
    } else {
      json.writeNumber(value);
    }
  }

  static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
