// SPDX-License-Identifier: Apache-2.0
package org.freestore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Finds out by trying which bytes of a layout a field occupies, and that no two fields share one.
public final class FieldProbe implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final long base;
  private final int byteSize;
  private final int from;
  private final int to;
  private final Map<Integer, String> fieldOfByte = new HashMap<>();

  /// @param byteSize the size of the whole layout
  /// @param from the first byte that the fields may occupy
  /// @param to the first byte behind
  public FieldProbe(int byteSize, int from, int to) {
    this.base = arena.allocate(byteSize, 64).address();
    this.byteSize = byteSize;
    this.from = from;
    this.to = to;
  }

  /// Returns where the layout is.
  public long base() {
    return base;
  }

  /// Writes a field and claims the bytes that changed.
  ///
  /// @param writeOnes sets every bit of the field, at the address it is given
  /// @param readsOnes whether the field then reads as what was written
  public FieldProbe field(String name, LongConsumer writeOnes, BooleanSupplier readsOnes) {
    Memory.fill(base, byteSize, (byte) 0);
    writeOnes.accept(base);
    assertThat(readsOnes.getAsBoolean()).as(name + " reads what was written").isTrue();
    int changed = 0;
    for (int i = 0; i < byteSize; i++) {
      if (Memory.getByte(base + i) != 0) {
        claim(name, i);
        changed++;
      }
    }
    assertThat(changed).as(name + " was written").isPositive();
    return this;
  }

  private void claim(String name, int at) {
    assertThat(at).as(name + " stays in its part").isBetween(from, to - 1);
    assertThat(fieldOfByte.put(at, name)).as("byte " + at + " is " + name + "'s").isNull();
  }

  /// Returns the first byte of a field.
  public int offset(String name) {
    return fieldOfByte.entrySet().stream()
        .filter(e -> e.getValue().equals(name))
        .mapToInt(Map.Entry::getKey)
        .min()
        .orElseThrow();
  }

  @Override
  public void close() {
    arena.close();
  }
}
