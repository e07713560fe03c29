// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Idle leases of one kind, by their numbers in the [LeaseTable]: the last that came is the first
/// to go, since the processor still has it in its caches. With a *quarantine* it is the first that
/// came, and not before so many others came after it.
///
/// ```text
///  numbers   │ gone │ oldest │ ... │ newest │ room │
///                   ↑ first                 ↑ end
/// ```
///
/// Used by its owner alone, a platform thread, or under the lock of the [Depot].
final class IdleLeases {
  /// Instead of a lease, where there is none.
  static final int NONE = -1;

  /// Of those that belong to no thread.
  static final long NOBODYS_ID = -1;

  private static final int[] NO_ROOM = {};

  final FreeStoreByteBufAllocator allocator;
  final boolean direct;
  private final long ownerId;

  private int[] numbers;
  private int first;
  private int end;

  /// The lowest `end - 1` at which the newest may go: `first`, or none with a quarantine.
  private int floor;

  private final int quarantine;

  /// @param ownerId of the thread that may push and pop
  /// @param capacity how many there is room for, a power of two; 0 for none ever
  /// @param quarantine how many leases are held back, 0 for none
  IdleLeases(
      FreeStoreByteBufAllocator allocator,
      boolean direct,
      long ownerId,
      int capacity,
      int quarantine) {
    this.allocator = allocator;
    this.direct = direct;
    this.ownerId = ownerId;
    this.numbers = new int[capacity];
    this.quarantine = quarantine;
    moveFirst(0);
  }

  private void moveFirst(int index) {
    first = index;
    floor = quarantine == 0 ? index : Integer.MAX_VALUE;
  }

  /// Returns whether the calling thread may push and pop.
  boolean isOwn() {
    return ownerId == Thread.currentThread().threadId();
  }

  /// Returns whether they belong to no thread.
  boolean isNobodys() {
    return ownerId == NOBODYS_ID;
  }

  int count() {
    return end - first;
  }

  /// Returns a lease, or [#NONE] if none may go. A check for two conditions: that there is one, and
  /// that no quarantine is to be kept.
  int pop() {
    int newest = end - 1;
    if (newest < floor) {
      return popOldest();
    }
    end = newest;
    return numbers[newest];
  }

  private int popOldest() {
    if (count() <= quarantine) {
      return NONE;
    }
    int lease = numbers[first];
    moveFirst(first + 1);
    return lease;
  }

  /// Keeps a lease, if there is room.
  boolean push(int lease) {
    int[] numbers = this.numbers;
    int end = this.end;
    if (Integer.compareUnsigned(end, numbers.length) >= 0) {
      return pushBelow(lease);
    }
    numbers[end] = lease;
    this.end = end + 1;
    return true;
  }

  /// Keeps a lease where others went, if any did.
  private boolean pushBelow(int lease) {
    if (first == 0) {
      return false;
    }
    int count = count();
    System.arraycopy(numbers, first, numbers, 0, count);
    moveFirst(0);
    numbers[count] = lease;
    end = count + 1;
    return true;
  }

  /// Keeps a lease, and makes room for it if need be.
  void add(int lease) {
    if (!push(lease)) {
      numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      push(lease);
    }
  }

  /// Gives up the room, where nothing is left and the owner has ended: many a lease may still know
  /// these for its home.
  void abandon() {
    numbers = NO_ROOM;
    end = 0;
    moveFirst(0);
  }

  /// Moves the `most` that came first to another place, quarantine or not.
  void moveTo(IntConsumer target, int most) {
    for (int left = Math.min(most, count()); left > 0; left--) {
      int lease = numbers[first];
      moveFirst(first + 1);
      target.accept(lease);
    }
  }
}
