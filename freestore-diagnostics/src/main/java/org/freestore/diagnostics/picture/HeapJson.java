// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the sections that only a heap has, but for the map.
final class HeapJson {
  private final JsonGenerator json;

  HeapJson(JsonGenerator json) {
    this.json = json;
  }

  void write(TypeTable types) throws IOException {
    json.writeStringField("about", types.about());
    json.writeArrayFieldStart("rows");
    for (TypeTable.Row row : types.rows()) {
      json.writeStartObject();
      json.writeNumberField("type", row.type());
      json.writeNumberField("count", row.count());
      json.writeNumberField("bytes", row.byteSize());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void write(SiteTree tree) throws IOException {
    Map<String, Integer> names = new LinkedHashMap<>();
    json.writeStringField("about", tree.about());
    json.writeFieldName("tree");
    write(tree.root(), names);
    SectionJson.strings(json, "names", List.copyOf(names.keySet()));
  }

  private void write(SiteTree.Node node, Map<String, Integer> names) throws IOException {
    json.writeStartArray();
    json.writeNumber(names.computeIfAbsent(node.name(), _ -> names.size()));
    json.writeNumber(node.byteSize());
    json.writeNumber(node.count());
    json.writeNumber(node.type());
    json.writeStartArray();
    for (SiteTree.Node child : node.children()) {
      write(child, names);
    }
    json.writeEndArray();
    json.writeEndArray();
  }

  void write(LeakTable leaks) throws IOException {
    json.writeStringField("about", leaks.about());
    json.writeArrayFieldStart("groups");
    for (LeakTable.Group group : leaks.groups()) {
      json.writeStartObject();
      write(group);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(LeakTable.Group group) throws IOException {
    json.writeStringField("kind", group.kind().key());
    json.writeStringField("type", group.typeName());
    json.writeNumberField("count", group.count());
    json.writeNumberField("bytes", group.byteSize());
    json.writeNumberField("heldCount", group.heldCount());
    json.writeNumberField("heldBytes", group.heldBytes());
    json.writeStringField("note", group.note());
    SectionJson.strings(json, "frames", group.frames());
    json.writeArrayFieldStart("chain");
    for (LeakTable.Link link : group.chain()) {
      json.writeStartObject();
      json.writeStringField("path", link.path());
      json.writeStringField("type", link.typeName());
      json.writeStringField("address", link.address());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void write(Fragmentation fragmentation) throws IOException {
    json.writeStringField("about", fragmentation.about());
    json.writeArrayFieldStart("parts");
    for (Fragmentation.Part part : fragmentation.parts()) {
      json.writeStartObject();
      json.writeStringField("name", part.name());
      json.writeNumberField("bytes", part.byteSize());
      json.writeStringField("hint", part.hint());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("fill");
    for (long slabs : fragmentation.fill()) {
      json.writeNumber(slabs);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("classes");
    for (Fragmentation.SizeClass sizeClass : fragmentation.classes()) {
      json.writeStartObject();
      write(sizeClass);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Fragmentation.SizeClass sizeClass) throws IOException {
    json.writeNumberField("blockBytes", sizeClass.blockBytes());
    json.writeStringField("kind", sizeClass.objects() ? "objects" : "raw blocks");
    json.writeNumberField("slabs", sizeClass.slabs());
    json.writeNumberField("live", sizeClass.live());
    json.writeNumberField("capacity", sizeClass.capacity());
    json.writeNumberField("heldBytes", sizeClass.heldBytes());
    json.writeNumberField("inUseBytes", sizeClass.live() * sizeClass.blockBytes());
  }
}
