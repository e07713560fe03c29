// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.freestore.diagnostics.leak.LeakReport.Old;
import org.freestore.diagnostics.leak.LeakReport.Total;
import org.freestore.diagnostics.leak.LeakReport.Used;
import org.freestore.diagnostics.snapshot.Site;
import org.freestore.diagnostics.snapshot.Snapshot.Origin;
import org.freestore.diagnostics.snapshot.StoreSnapshot;

/// A leak report as JSON. Sizes are in bytes, times in ISO 8601.
final class LeakJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final LeakReport report;
  private final JsonGenerator json;

  private LeakJson(LeakReport report, JsonGenerator json) {
    this.report = report;
    this.json = json;
  }

  static String write(LeakReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      new LeakJson(report, json).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write() throws IOException {
    json.writeStartObject();
    writeOrigin(report.snapshot().origin());
    writeStores();
    writeGroups();
    writeTotals();
    writeSuppressions();
    writeOldest();
    writeTemporary();
    json.writeNumberField("leakedBlocks", report.count());
    json.writeNumberField("leakedBytes", report.byteSize());
    json.writeStringField("summary", report.summary());
    json.writeEndObject();
  }

  private void writeOrigin(Origin origin) throws IOException {
    json.writeStringField("program", origin.program());
    json.writeNumberField("pid", origin.pid());
    json.writeStringField("at", origin.takenAt().toString());
    if (report.options().since() != null) {
      json.writeStringField("since", report.options().since().takenAt().toString());
    }
  }

  private void writeStores() throws IOException {
    json.writeArrayFieldStart("stores");
    for (StoreSnapshot store : report.snapshot().stores()) {
      json.writeStartObject();
      json.writeStringField("name", store.name());
      json.writeStringField("protection", store.protection().name());
      json.writeNumberField("samplingBytes", store.samplingBytes());
      json.writeNumberField("inUseBytes", store.statistics().inUseBytes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeGroups() throws IOException {
    json.writeArrayFieldStart("leaks");
    for (LeakGroup group : report.groups()) {
      write(group);
    }
    json.writeEndArray();
  }

  private void write(LeakGroup group) throws IOException {
    json.writeStartObject();
    json.writeStringField("store", group.storeName());
    json.writeStringField("reach", group.reach().words());
    json.writeStringField("kind", group.kind().name());
    json.writeStringField("type", group.typeName());
    json.writeNumberField("count", group.count());
    json.writeNumberField("bytes", group.byteSize());
    json.writeNumberField("heldCount", group.heldCount());
    json.writeNumberField("heldBytes", group.heldBytes());
    json.writeBooleanField("exact", group.exact());
    if (!group.exact()) {
      json.writeNumberField("low", group.low());
      json.writeNumberField("high", group.high());
      json.writeNumberField("samples", group.samples());
    }
    if (!group.cycle().isEmpty()) {
      json.writeStringField("cycle", group.cycle());
    }
    if (group.oldest() != null) {
      json.writeStringField("oldest", group.oldest().toString());
    }
    json.writeArrayFieldStart("addresses");
    for (long address : group.addresses()) {
      json.writeString("0x" + Long.toHexString(address));
    }
    json.writeEndArray();
    writeFrames(group.site());
    json.writeEndObject();
  }

  private void writeFrames(Site site) throws IOException {
    json.writeArrayFieldStart("frames");
    for (StackTraceElement frame : site.frames()) {
      json.writeString(Site.words(frame));
    }
    json.writeEndArray();
  }

  private void writeTotals() throws IOException {
    json.writeObjectFieldStart("totals");
    for (Reach reach : Reach.values()) {
      Total total = report.total(reach);
      json.writeObjectFieldStart(reach.words());
      json.writeNumberField("count", total.count());
      json.writeNumberField("bytes", total.byteSize());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeSuppressions() throws IOException {
    json.writeArrayFieldStart("suppressions");
    for (Used used : report.suppressed()) {
      json.writeStartObject();
      json.writeStringField("template", used.template());
      json.writeNumberField("count", used.count());
      json.writeNumberField("bytes", used.byteSize());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeTemporary() throws IOException {
    json.writeArrayFieldStart("temporary");
    for (Temporary it : report.temporary()) {
      json.writeStartObject();
      json.writeStringField("store", it.allocated().storeName());
      json.writeStringField("type", it.allocated().typeName());
      json.writeNumberField("count", it.allocated().count());
      json.writeNumberField("bytes", it.allocated().byteSize());
      json.writeNumberField("samples", it.allocated().samples());
      json.writeNumberField("liveBytes", it.liveBytes());
      writeFrames(it.allocated().site());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeOldest() throws IOException {
    json.writeArrayFieldStart("oldest");
    for (Old old : report.oldest()) {
      json.writeStartObject();
      json.writeStringField("what", old.words());
      json.writeStringField("address", "0x" + Long.toHexString(old.address()));
      json.writeStringField("thread", old.threadName());
      json.writeStringField("allocatedAt", old.allocatedAt().toString());
      writeFrames(old.site());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
