// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.Arrays;

/// The cells of a map that are payloads of objects, with the addresses of these.
final class Owners {
  private int[] cells = new int[8];
  private long[] addresses = new long[8];
  private int count;

  void add(int cell, long address) {
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, 2 * count);
      addresses = Arrays.copyOf(addresses, 2 * count);
    }
    cells[count] = cell;
    addresses[count++] = address;
  }

  /// Returns the numbers of the cells, in their order.
  int[] cells() {
    return Arrays.copyOf(cells, count);
  }

  /// Returns where the object of each starts.
  long[] addresses() {
    return Arrays.copyOf(addresses, count);
  }
}
