// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Who created the live objects of a store: a table by reference, 21 bytes an entry and, with the
/// room that it needs to be quick, 26 to 30.
///
/// ```
///   reference (8) │ number of the call stack (4) │ number of the thread (4) │ when (5)
/// ```
///
/// Open addressing with linear probing; entries behind a removed one move up, so that none is lost.
/// In many parts with a lock each, so that threads seldom meet, and that no array of a part is one
/// of those large ones for which garbage collectors round up. Thread-safe.
final class Creations {
  private static final int PARTS = 1024;
  private static final int PART_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PARTS);

  /// Times are kept as milliseconds since this one: 40 bits last 34 years.
  private static final long START_MILLIS = System.currentTimeMillis();

  private final AtomicReferenceArray<@Nullable Part> parts = new AtomicReferenceArray<>(PARTS);

  void put(long reference, int stack, int thread, long atMillis) {
    long at = Math.max(0, atMillis - START_MILLIS);
    long hash = hash(reference);
    part(hash).put(reference, hash, stack, thread, at);
  }

  @Nullable Site get(long reference) {
    long hash = hash(reference);
    return part(hash).get(reference, hash);
  }

  /// Returns whether there was one.
  boolean remove(long reference) {
    long hash = hash(reference);
    return part(hash).remove(reference, hash);
  }

  /// Shows references until the visitor has enough.
  void forEachWhile(LongPredicate visitor) {
    for (int i = 0; i < PARTS; i++) {
      Part part = parts.get(i);
      for (long reference : part == null ? new long[0] : part.references()) {
        if (reference != 0 && !visitor.test(reference)) {
          return;
        }
      }
    }
  }

  private static long hash(long reference) {
    return reference * 0x9E37_79B9_7F4A_7C15L;
  }

  private Part part(long hash) {
    int index = (int) (hash >>> PART_SHIFT);
    Part part = parts.get(index);
    while (part == null) {
      parts.compareAndSet(index, null, new Part());
      part = parts.get(index);
    }
    return part;
  }

  /// A part of the table; methods lock it.
  private static final class Part {
    private static final int FEWEST = 16;

    private long[] references = new long[FEWEST];
    private int[] facts = new int[3 * FEWEST];
    private byte[] highOfAt = new byte[FEWEST];
    private int count;

    synchronized long[] references() {
      return references.clone();
    }

    synchronized void put(long reference, long hash, int stack, int thread, long at) {
      if (count >= references.length / 5 * 4) {
        grow();
      }
      int slot = slotOf(reference, hash);
      count += references[slot] == 0 ? 1 : 0;
      set(slot, reference, stack, thread, at);
    }

    synchronized @Nullable Site get(long reference, long hash) {
      int slot = slotOf(reference, hash);
      if (references[slot] == 0) {
        return null;
      }
      CallingThread thread = CallingThread.of(facts[3 * slot + 1]);
      return new Site(
          thread.name(),
          thread.id(),
          START_MILLIS + at(slot),
          CallStack.of(facts[3 * slot]).frames());
    }

    synchronized boolean remove(long reference, long hash) {
      int hole = slotOf(reference, hash);
      if (references[hole] == 0) {
        return false;
      }
      count--;
      for (int next = after(hole); references[next] != 0; next = after(next)) {
        int home = home(hash(references[next]));
        if (!isBetween(hole, home, next)) {
          move(next, hole);
          hole = next;
        }
      }
      references[hole] = 0;
      return true;
    }

    /// Returns whether an entry's home lies behind the hole, on the way around to where it is.
    private static boolean isBetween(int hole, int home, int at) {
      return hole <= at ? hole < home && home <= at : hole < home || home <= at;
    }

    private void move(int from, int to) {
      set(to, references[from], facts[3 * from], facts[3 * from + 1], at(from));
    }

    private long at(int slot) {
      return ((long) highOfAt[slot] << Integer.SIZE) | Integer.toUnsignedLong(facts[3 * slot + 2]);
    }

    private void set(int slot, long reference, int stack, int thread, long at) {
      references[slot] = reference;
      facts[3 * slot] = stack;
      facts[3 * slot + 1] = thread;
      facts[3 * slot + 2] = (int) at;
      highOfAt[slot] = (byte) (at >>> Integer.SIZE);
    }

    /// Returns where a reference is, or where it would go.
    private int slotOf(long reference, long hash) {
      int slot = home(hash);
      while (references[slot] != 0 && references[slot] != reference) {
        slot = after(slot);
      }
      return slot;
    }

    /// The bits of the hash below those that chose the part, spread over any length.
    private int home(long hash) {
      long bits = (hash >>> (PART_SHIFT - Integer.SIZE)) & 0xffff_ffffL;
      return (int) ((bits * references.length) >>> Integer.SIZE);
    }

    private int after(int slot) {
      return slot + 1 == references.length ? 0 : slot + 1;
    }

    /// By an eighth: doubled tables would be emptier than what the class promises.
    private void grow() {
      Part before = new Part();
      before.references = references;
      before.facts = facts;
      before.highOfAt = highOfAt;
      int length = references.length + references.length / 8;
      references = new long[length];
      facts = new int[3 * length];
      highOfAt = new byte[length];
      for (int i = 0; i < before.references.length; i++) {
        long reference = before.references[i];
        if (reference != 0) {
          set(
              slotOf(reference, hash(reference)),
              reference,
              before.facts[3 * i],
              before.facts[3 * i + 1],
              before.at(i));
        }
      }
    }
  }
}
