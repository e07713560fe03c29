// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.Arrays;

/// A stack of ints.
final class IntStack {
  private int[] values = new int[64];
  private int size;

  void push(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  int pop() {
    return values[--size];
  }

  int top() {
    return values[size - 1];
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /// Removes and returns all above a size.
  int[] cut(int from) {
    int[] above = Arrays.copyOfRange(values, from, size);
    size = from;
    return above;
  }
}
