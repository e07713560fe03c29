// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.FreeStore;
import org.freestore.benchmarks.harness.Pass;
import org.freestore.benchmarks.harness.WorkHash;
import org.jspecify.annotations.Nullable;

/// A doubly linked list of structs: append, walk forwards, remove every third and insert one before
/// every second, walk backwards, clear.
final class LinkedList implements Pass {
  static final int WALKS = 4;

  private final Keys keys;
  private @Nullable ListLink first;
  private @Nullable ListLink last;

  LinkedList(Keys keys) {
    this.keys = keys;
  }

  @Override
  public long run() {
    long hash = 0;
    for (long key : keys.inserted()) {
      insert(key, last, null);
    }
    for (int walk = 0; walk < WALKS; walk++) {
      hash = WorkHash.fold(hash, sum());
    }
    rebuild();
    hash = walkBackwards(hash);
    while (first != null) {
      remove(first);
    }
    return hash;
  }

  private void insert(long value, @Nullable ListLink previous, @Nullable ListLink next) {
    ListLink link = ListLinkStruct.create();
    link.value(value);
    link.previous(previous);
    link.next(next);
    if (previous != null) {
      previous.next(link);
    } else {
      first = link;
    }
    if (next != null) {
      next.previous(link);
    } else {
      last = link;
    }
  }

  private void remove(ListLink link) {
    ListLink previous = link.previous();
    ListLink next = link.next();
    if (previous != null) {
      previous.next(next);
    } else {
      first = next;
    }
    if (next != null) {
      next.previous(previous);
    } else {
      last = previous;
    }
    FreeStore.delete(link);
  }

  private long sum() {
    long sum = 0;
    for (ListLink link = first; link != null; link = link.next()) {
      sum += link.value();
    }
    return sum;
  }

  private void rebuild() {
    long index = 0;
    for (ListLink link = first; link != null; index++) {
      ListLink next = link.next();
      if (index % 2 == 1) {
        insert(index, link.previous(), link);
      }
      if (index % 3 == 2) {
        remove(link);
      }
      link = next;
    }
  }

  private long walkBackwards(long hash) {
    for (ListLink link = last; link != null; link = link.previous()) {
      hash = WorkHash.fold(hash, link.value());
    }
    return hash;
  }
}
