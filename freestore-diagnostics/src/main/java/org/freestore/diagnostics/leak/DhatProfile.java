// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.freestore.diagnostics.snapshot.Grouping;
import org.freestore.diagnostics.snapshot.Groups;
import org.freestore.diagnostics.snapshot.Groups.Line;
import org.freestore.diagnostics.snapshot.Snapshot;

/// What is live, by type and site, as a file for the viewer of Valgrind's DHAT (`dh_view.html`), in
/// version 2 of its format.
///
/// Of what DHAT records over time, a snapshot knows the end: *at t-gmax* and *at t-end* are what is
/// live, *total* counts the same, and lifetimes are all one unit.
public final class DhatProfile {
  private static final int VERSION = 2;
  private static final JsonFactory JSON = new JsonFactory();

  private DhatProfile() {}

  /// Writes a snapshot.
  ///
  /// @throws UncheckedIOException if writing fails
  public static void write(Snapshot snapshot, Writer out) {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      writeHead(snapshot, json);
      ProfileFrames frames = new ProfileFrames();
      json.writeArrayFieldStart("pps");
      for (Line line : Groups.of(snapshot, Grouping.SITE)) {
        write(line, frames.of(line), json);
      }
      json.writeEndArray();
      writeFrames(frames, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("profile cannot be written", e);
    }
  }

  private static void writeHead(Snapshot snapshot, JsonGenerator json) throws IOException {
    json.writeNumberField("dhatFileVersion", VERSION);
    json.writeStringField("mode", "heap");
    json.writeStringField("verb", "Allocated");
    json.writeBooleanField("bklt", true);
    json.writeBooleanField("bkacc", false);
    json.writeStringField("tu", "snapshots");
    json.writeStringField("Mtu", "Msnapshots");
    json.writeNumberField("tuth", 0);
    json.writeStringField("cmd", snapshot.origin().program());
    json.writeNumberField("pid", snapshot.origin().pid());
    json.writeNumberField("te", 1);
    json.writeNumberField("tg", 1);
  }

  private static void write(Line line, List<Integer> frames, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (String moment : List.of("t", "m", "g", "e")) {
      json.writeNumberField(moment + "b", line.byteSize());
      json.writeNumberField(moment + "bk", line.count());
    }
    json.writeNumberField("tl", line.count());
    json.writeArrayFieldStart("fs");
    for (int frame : frames) {
      json.writeNumber(frame + 1); // frame 0 is the root
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeFrames(ProfileFrames frames, JsonGenerator json) throws IOException {
    List<String> table = new ArrayList<>(List.of("[root]"));
    table.addAll(frames.all());
    json.writeArrayFieldStart("ftbl");
    for (String frame : table) {
      json.writeString(frame);
    }
    json.writeEndArray();
  }
}
