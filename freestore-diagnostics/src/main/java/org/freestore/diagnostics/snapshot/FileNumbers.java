// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Numbers, texts and columns in a file. A number takes 7 bits to the byte, the lowest first, its
/// sign in the lowest bit; a column is its length and the differences of neighbours, most of which
/// are small.
final class FileNumbers {
  private static final int LONGEST_TEXT = 1 << 20;

  private FileNumbers() {}

  static void write(DataOutput out, long number) throws IOException {
    long rest = number << 1 ^ number >> 63;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  static long readNumber(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.readByte();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new MalformedException("a number without end");
  }

  static int readCount(DataInput in) throws IOException {
    long count = readNumber(in);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new MalformedException("count is out of range: " + count);
    }
    return (int) count;
  }

  static void write(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(out, bytes.length);
    out.write(bytes);
  }

  static String readText(DataInput in) throws IOException {
    int length = readCount(in);
    if (length > LONGEST_TEXT) {
      throw new MalformedException("a text is too long: byteSize=" + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void write(DataOutput out, LongColumn column) throws IOException {
    write(out, column.size());
    long before = 0;
    for (int i = 0; i < column.size(); i++) {
      long value = column.get(i);
      write(out, value - before);
      before = value;
    }
  }

  static void write(DataOutput out, IntColumn column) throws IOException {
    write(out, column.size());
    long before = 0;
    for (int i = 0; i < column.size(); i++) {
      int value = column.get(i);
      write(out, value - before);
      before = value;
    }
  }

  /// A length that is not true meets the end of the file, not of memory: columns grow as they are
  /// read.
  static LongColumn readLongs(DataInput in) throws IOException {
    int count = readCount(in);
    LongColumn column = new LongColumn();
    long value = 0;
    for (int i = 0; i < count; i++) {
      value += readNumber(in);
      column.add(value);
    }
    return column;
  }

  static IntColumn readInts(DataInput in) throws IOException {
    int count = readCount(in);
    IntColumn column = new IntColumn();
    long value = 0;
    for (int i = 0; i < count; i++) {
      value += readNumber(in);
      if (value != (int) value) {
        throw new MalformedException("number is out of range: " + value);
      }
      column.add((int) value);
    }
    return column;
  }
}
