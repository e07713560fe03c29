// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/// Writes a column of numbers as the page's `packed.js` reads it.
final class PackedColumn {
  private PackedColumn() {}

  static void write(JsonGenerator json, String name, byte[] values) throws IOException {
    write(json, name, "u8", values);
  }

  static void write(JsonGenerator json, String name, char[] values) throws IOException {
    ByteBuffer bytes = littleEndian(values.length * Character.BYTES);
    bytes.asCharBuffer().put(values);
    write(json, name, "u16", bytes.array());
  }

  static void write(JsonGenerator json, String name, int[] values) throws IOException {
    ByteBuffer bytes = littleEndian(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    write(json, name, "u32", bytes.array());
  }

  /// Writes numbers below 2^53, which JavaScript knows exactly.
  static void write(JsonGenerator json, String name, long[] values) throws IOException {
    ByteBuffer bytes = littleEndian(values.length * Double.BYTES);
    for (long value : values) {
      bytes.putDouble(value);
    }
    write(json, name, "f64", bytes.array());
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(JsonGenerator json, String name, String type, byte[] bytes)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("type", type);
    json.writeFieldName("data");
    json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, packed.toByteArray(), 0, packed.size());
    json.writeEndObject();
  }
}
