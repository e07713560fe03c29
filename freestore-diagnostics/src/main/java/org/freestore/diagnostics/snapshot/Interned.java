// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives equal values one number, in the order in which they come.
///
/// @param <T> the values
final class Interned<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  // Neighbours in a heap are alike.
  private @Nullable T last;
  private int lastNumber;

  int number(T value) {
    if (value.equals(last)) {
      return lastNumber;
    }
    Integer known = numbers.putIfAbsent(value, values.size());
    if (known == null) {
      values.add(value);
    }
    last = value;
    lastNumber = known == null ? values.size() - 1 : known;
    return lastNumber;
  }

  List<T> values() {
    return List.copyOf(values);
  }
}
