// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.Arrays;

/// Counts small numbers of different keys, and says which came most often.
final class Tally {
  private int[] keys = new int[8];
  private int[] counts = new int[8];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int key) {
    int at = 0;
    while (at < size && keys[at] != key) {
      at++;
    }
    if (at == size) {
      grow();
      keys[size] = key;
      counts[size++] = 0;
    }
    counts[at]++;
  }

  private void grow() {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
  }

  /// Returns the key that was added most often, of several the first; 0 if none was added.
  int most() {
    int best = -1;
    for (int i = 0; i < size; i++) {
      best = best < 0 || counts[i] > counts[best] ? i : best;
    }
    return best < 0 ? 0 : keys[best];
  }
}
