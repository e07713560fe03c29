// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// [LinkedList] over raw blocks.
final class UncheckedLinkedList implements Pass {
  private static final int VALUE = 0;
  private static final int NEXT = 8;
  private static final int PREVIOUS = 16;
  private static final int BYTES = 24;

  private final Keys keys;
  private long first;
  private long last;

  UncheckedLinkedList(Keys keys) {
    this.keys = keys;
  }

  @Override
  public long run() {
    long hash = 0;
    for (long key : keys.inserted()) {
      insert(key, last, 0);
    }
    for (int walk = 0; walk < LinkedList.WALKS; walk++) {
      hash = WorkHash.fold(hash, sum());
    }
    rebuild();
    hash = walkBackwards(hash);
    while (first != 0) {
      remove(first);
    }
    return hash;
  }

  private void insert(long value, long previous, long next) {
    long link = Unchecked.allocate(BYTES);
    Unchecked.put(link + VALUE, value);
    Unchecked.put(link + PREVIOUS, previous);
    Unchecked.put(link + NEXT, next);
    if (previous != 0) {
      Unchecked.put(previous + NEXT, link);
    } else {
      first = link;
    }
    if (next != 0) {
      Unchecked.put(next + PREVIOUS, link);
    } else {
      last = link;
    }
  }

  private void remove(long link) {
    long previous = Unchecked.get(link + PREVIOUS);
    long next = Unchecked.get(link + NEXT);
    if (previous != 0) {
      Unchecked.put(previous + NEXT, next);
    } else {
      first = next;
    }
    if (next != 0) {
      Unchecked.put(next + PREVIOUS, previous);
    } else {
      last = previous;
    }
    Unchecked.free(link);
  }

  private long sum() {
    long sum = 0;
    for (long link = first; link != 0; link = Unchecked.get(link + NEXT)) {
      sum += Unchecked.get(link + VALUE);
    }
    return sum;
  }

  private void rebuild() {
    long index = 0;
    for (long link = first; link != 0; index++) {
      long next = Unchecked.get(link + NEXT);
      if (index % 2 == 1) {
        insert(index, Unchecked.get(link + PREVIOUS), link);
      }
      if (index % 3 == 2) {
        remove(link);
      }
      link = next;
    }
  }

  private long walkBackwards(long hash) {
    for (long link = last; link != 0; link = Unchecked.get(link + PREVIOUS)) {
      hash = WorkHash.fold(hash, Unchecked.get(link + VALUE));
    }
    return hash;
  }
}
