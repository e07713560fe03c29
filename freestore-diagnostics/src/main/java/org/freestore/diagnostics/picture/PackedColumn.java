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
    byte[] bytes = new byte[values.length * Character.BYTES];
    littleEndian(bytes).asCharBuffer().put(values);
    write(json, name, "u16", bytes);
  }

  static void write(JsonGenerator json, String name, int[] values) throws IOException {
    byte[] bytes = new byte[values.length * Integer.BYTES];
    littleEndian(bytes).asIntBuffer().put(values);
    write(json, name, "u32", bytes);
  }

  /// Writes numbers below 2^53, which JavaScript knows exactly.
  static void write(JsonGenerator json, String name, long[] values) throws IOException {
    byte[] bytes = new byte[values.length * Double.BYTES];
    ByteBuffer buffer = littleEndian(bytes);
    for (long value : values) {
      buffer.putDouble((double) value);
    }
    write(json, name, "f64", bytes);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
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
