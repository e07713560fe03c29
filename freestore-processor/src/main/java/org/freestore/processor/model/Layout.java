// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import java.util.ArrayList;
import java.util.List;

/// Where the fields of a struct lie.
///
/// The fields of the struct that it extends come first and where they are there. A struct in
/// compact order goes on right behind them, also in what would be padding at their end; one in
/// declared order behind that padding, as a C struct does whose first member is the base.
///
/// @param fields in the order of their offsets, those of bases first
/// @param end behind the last field
/// @param byteSize the size, padding at the end included; at least 1
/// @param byteAlignment the alignment
public record Layout(List<Field> fields, long end, long byteSize, long byteAlignment) {
  /// The most bytes of a struct: beyond any array, and far from overflow.
  public static final long MOST_BYTES = 1L << 40;

  /// The layout of nothing.
  public static final Layout EMPTY = new Layout(List.of(), 0, 0, 1);

  /// The largest payload that stands beside its header.
  private static final long LARGEST_BESIDE_HEADER = 1016;

  private static final long HEADER_ALIGNMENT = 8;

  /// A property, or what the processor adds, without a place.
  ///
  /// @param name a property's name, or one in angle brackets
  public record Part(String name, long byteSize, long byteAlignment) {}

  /// A part in its place.
  public record Field(Part part, long offset) {
    /// Returns the offset behind it.
    public long end() {
      return offset + part.byteSize();
    }
  }

  public Layout {
    fields = List.copyOf(fields);
  }

  /// Lays out a struct.
  ///
  /// @param base the layout of the struct that it extends, or [#EMPTY]
  /// @param parts its own, as declared
  /// @param leastAlignment the alignment that it asks for, in bytes
  public static Layout of(Layout base, List<Part> parts, boolean asDeclared, long leastAlignment) {
    List<Field> fields = new ArrayList<>(base.fields());
    long end = asDeclared ? base.byteSize() : base.end();
    long alignment = Math.max(base.byteAlignment(), leastAlignment);
    List<Part> left = new ArrayList<>(parts);
    while (!left.isEmpty()) {
      Part next = asDeclared ? left.getFirst() : best(left, end);
      left.remove(next);
      Field field = new Field(next, up(end, next.byteAlignment()));
      fields.add(field);
      end = Math.min(field.end(), MOST_BYTES);
      alignment = Math.max(alignment, next.byteAlignment());
    }
    return new Layout(fields, end, up(Math.max(end, 1), alignment), alignment);
  }

  /// The one that needs the least padding here; of those the most strictly aligned; of those the
  /// first declared.
  private static Part best(List<Part> parts, long at) {
    Part best = parts.getFirst();
    for (Part part : parts) {
      long padding = up(at, part.byteAlignment()) - up(at, best.byteAlignment());
      if (padding < 0 || (padding == 0 && part.byteAlignment() > best.byteAlignment())) {
        best = part;
      }
    }
    return best;
  }

  private static long up(long offset, long alignment) {
    return (offset + alignment - 1) & -alignment;
  }

  /// Returns the size of several, [#MOST_BYTES] for any that is larger.
  static long times(long byteSize, int count) {
    return byteSize > MOST_BYTES / Math.max(1, count) ? MOST_BYTES : byteSize * count;
  }

  /// Returns where a property or other part lies.
  public long offset(String name) {
    for (Field field : fields) {
      if (field.part().name().equals(name)) {
        return field.offset();
      }
    }
    throw new IllegalArgumentException("no such field: name=" + name);
  }

  /// Returns whether payloads stand apart from their headers, or not right behind them.
  public boolean isApart() {
    return byteSize > LARGEST_BESIDE_HEADER || byteAlignment > HEADER_ALIGNMENT;
  }

  /// Returns whether the struct is too large.
  public boolean isTooLarge() {
    return byteSize >= MOST_BYTES;
  }
}
