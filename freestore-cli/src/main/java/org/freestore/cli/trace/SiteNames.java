// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.util.Arrays;

/// Gives equal call-site texts equal numbers: an open-addressing table over [Names].
///
/// Sites beyond the limit of [Names] share [TraceEvent#NO_SITE].
final class SiteNames {
  private static final int EMPTY = -1;

  private final Names names = new Names();
  private int[] table = emptyTable(1 << 10);
  private int[] hashes = new int[1 << 9];
  private int count;

  /// Returns the number of the site whose text is the bytes `[from, to)`.
  int number(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int mask = table.length - 1;
    int place = hash & mask;
    for (; table[place] != EMPTY; place = (place + 1) & mask) {
      int known = table[place];
      if (hashes[known] == hash && names.matches(known, bytes, from, to)) {
        return known;
      }
    }
    int number = names.add(bytes, from, to);
    if (number < 0) {
      return TraceEvent.NO_SITE;
    }
    table[place] = number;
    remember(number, hash);
    return number;
  }

  private void remember(int number, int hash) {
    if (number == hashes.length) {
      hashes = Arrays.copyOf(hashes, number * 2);
    }
    hashes[number] = hash;
    count++;
    if (count * 2 > table.length) {
      grow();
    }
  }

  private void grow() {
    table = emptyTable(table.length * 2);
    int mask = table.length - 1;
    for (int number = 0; number < count; number++) {
      int place = hashes[number] & mask;
      while (table[place] != EMPTY) {
        place = (place + 1) & mask;
      }
      table[place] = number;
    }
  }

  String text(int number) {
    return names.text(number);
  }

  private static int[] emptyTable(int length) {
    int[] table = new int[length];
    Arrays.fill(table, EMPTY);
    return table;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9e3779b9;
    return hash ^ hash >>> 15;
  }
}
