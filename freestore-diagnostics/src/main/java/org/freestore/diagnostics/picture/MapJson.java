// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Writes a [HeapMap] as the page's `map-model.js` reads it.
final class MapJson {
  private static final int GRANULE_BYTES = 1 << 16;

  private final JsonGenerator json;
  private final HeapMap map;

  private MapJson(JsonGenerator json, HeapMap map) {
    this.json = json;
    this.map = map;
  }

  static void write(JsonGenerator json, HeapMap map) throws IOException {
    new MapJson(json, map).write();
  }

  private void write() throws IOException {
    Names heaps = new Names(MapSlab::heapName);
    Names stores = new Names(MapSlab::storeName);
    json.writeNumberField("granuleBytes", GRANULE_BYTES);
    json.writeNumberField("blocksPerCell", map.blocksPerCell());
    json.writeObjectFieldStart("slabs");
    writeSlabs(heaps, stores);
    json.writeEndObject();
    json.writeObjectFieldStart("cells");
    writeCells();
    json.writeEndObject();
    json.writeObjectFieldStart("payloads");
    PackedColumn.write(json, "cell", map.owners().cells());
    PackedColumn.write(json, "owner", map.owners().addresses());
    json.writeEndObject();
    SectionJson.strings(json, "heaps", List.copyOf(heaps.numbers.keySet()));
    SectionJson.strings(json, "stores", List.copyOf(stores.numbers.keySet()));
    SectionJson.strings(json, "sites", map.sites());
  }

  private void writeSlabs(Names heaps, Names stores) throws IOException {
    PackedColumn.write(json, "address", longs(MapSlab::address));
    PackedColumn.write(json, "byteSize", longs(MapSlab::byteSize));
    PackedColumn.write(json, "blockBytes", longs(MapSlab::blockBytes));
    PackedColumn.write(json, "kind", ints(slab -> slab.kind().code()));
    PackedColumn.write(json, "heap", ints(heaps::number));
    PackedColumn.write(json, "store", ints(stores::number));
    PackedColumn.write(json, "live", ints(MapSlab::liveBlocks));
    PackedColumn.write(json, "cached", ints(MapSlab::cachedBlocks));
    PackedColumn.write(json, "remoteFreed", ints(MapSlab::remoteFreedBlocks));
    PackedColumn.write(json, "free", ints(MapSlab::freeBlocks));
    PackedColumn.write(json, "retired", ints(MapSlab::retiredBlocks));
  }

  private void writeCells() throws IOException {
    HeapMap.Cells cells = map.cells();
    PackedColumn.write(json, "type", cells.types);
    PackedColumn.write(json, "live", cells.live);
    PackedColumn.write(json, "state", cells.fates);
    PackedColumn.write(json, "age", cells.ages);
    PackedColumn.write(json, "site", cells.sites);
  }

  private long[] longs(ToLongFunction<MapSlab> property) {
    return map.slabs().stream().mapToLong(property).toArray();
  }

  private int[] ints(ToLongFunction<MapSlab> property) {
    return map.slabs().stream().mapToInt(slab -> (int) property.applyAsLong(slab)).toArray();
  }

  /// Numbers names as they come.
  private static final class Names {
    private final Function<MapSlab, String> name;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    Names(Function<MapSlab, String> name) {
      this.name = name;
    }

    int number(MapSlab slab) {
      return numbers.computeIfAbsent(name.apply(slab), _ -> numbers.size());
    }
  }
}
