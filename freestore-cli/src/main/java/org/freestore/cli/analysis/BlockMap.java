// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

/// A map from a recorded block's name to a number, without boxing: open addressing with linear
/// probing, at most half full; removal moves later entries back, so there are no tombstones.
final class BlockMap {
  /// What stands for "not there".
  static final int ABSENT = -1;

  private long[] names = new long[1 << 10];
  private int[] numbersPlusOne = new int[1 << 10];
  private int count;

  int get(long name) {
    return numbersPlusOne[place(name)] - 1;
  }

  /// Adds an entry or changes its number, which is 0 or more.
  void put(long name, int number) {
    int place = place(name);
    boolean added = numbersPlusOne[place] == 0;
    names[place] = name;
    numbersPlusOne[place] = number + 1;
    if (added && ++count * 2 > names.length) {
      grow();
    }
  }

  /// Removes an entry that is there.
  void remove(long name) {
    int mask = names.length - 1;
    int gap = place(name);
    int next = gap;
    while (true) {
      next = (next + 1) & mask;
      if (numbersPlusOne[next] == 0) {
        break;
      }
      int home = home(names[next], mask);
      if (((next - home) & mask) >= ((next - gap) & mask)) {
        names[gap] = names[next];
        numbersPlusOne[gap] = numbersPlusOne[next];
        gap = next;
      }
    }
    numbersPlusOne[gap] = 0;
    count--;
  }

  /// Returns where the name is, or where it would go.
  private int place(long name) {
    int mask = names.length - 1;
    int place = home(name, mask);
    while (numbersPlusOne[place] != 0 && names[place] != name) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldNames = names;
    int[] oldNumbers = numbersPlusOne;
    names = new long[oldNames.length * 2];
    numbersPlusOne = new int[oldNames.length * 2];
    for (int i = 0; i < oldNames.length; i++) {
      if (oldNumbers[i] != 0) {
        int place = place(oldNames[i]);
        names[place] = oldNames[i];
        numbersPlusOne[place] = oldNumbers[i];
      }
    }
  }

  private static int home(long name, int mask) {
    return NameHash.of(name) & mask;
  }
}
