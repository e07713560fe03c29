// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;

/// [LinkedList] by references.
final class LinkedListByReference implements Pass {
  private final Keys keys;
  private long first;
  private long last;

  LinkedListByReference(Keys keys) {
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
    long link = ListLinkStruct.References.create();
    ListLinkStruct.References.value(link, value);
    ListLinkStruct.References.previous(link, previous);
    ListLinkStruct.References.next(link, next);
    if (previous != 0) {
      ListLinkStruct.References.next(previous, link);
    } else {
      first = link;
    }
    if (next != 0) {
      ListLinkStruct.References.previous(next, link);
    } else {
      last = link;
    }
  }

  private void remove(long link) {
    long previous = ListLinkStruct.References.previous(link);
    long next = ListLinkStruct.References.next(link);
    if (previous != 0) {
      ListLinkStruct.References.next(previous, next);
    } else {
      first = next;
    }
    if (next != 0) {
      ListLinkStruct.References.previous(next, previous);
    } else {
      last = previous;
    }
    ListLinkStruct.References.delete(link);
  }

  private long sum() {
    long sum = 0;
    for (long link = first; link != 0; link = ListLinkStruct.References.next(link)) {
      sum += ListLinkStruct.References.value(link);
    }
    return sum;
  }

  private void rebuild() {
    long index = 0;
    for (long link = first; link != 0; index++) {
      long next = ListLinkStruct.References.next(link);
      if (index % 2 == 1) {
        insert(index, ListLinkStruct.References.previous(link), link);
      }
      if (index % 3 == 2) {
        remove(link);
      }
      link = next;
    }
  }

  private long walkBackwards(long hash) {
    for (long link = last; link != 0; link = ListLinkStruct.References.previous(link)) {
      hash = WorkHash.fold(hash, ListLinkStruct.References.value(link));
    }
    return hash;
  }
}
