// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.StoreObject;
import org.freestore.UseAfterDeleteException;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;

/// What actors do to objects, and copies of it with one step weakened, for the twins.
final class Attempt {
  /// The access was reported.
  static final int REPORTED = -1;

  private static final int PAUSES = 10;
  private static final int LONG_PAUSES = 2_000;

  private Attempt() {}

  /// Deletes; returns 1 if that succeeded, 0 if somebody else had deleted the object.
  static int delete(Object object) {
    Ledger.strike(object);
    try {
      FreeStore.delete(object);
      return 1;
    } catch (DoubleDeleteException e) {
      return 0;
    }
  }

  /// Reads; returns the value or [#REPORTED].
  static long read(Cell cell) {
    try {
      return cell.value();
    } catch (UseAfterDeleteException e) {
      return REPORTED;
    }
  }

  /// Writes; returns 1, or [#REPORTED].
  static int write(Cell cell, long value) {
    try {
      cell.value(value);
      return 1;
    } catch (UseAfterDeleteException e) {
      return REPORTED;
    }
  }

  /// Reads after the check, not before.
  static long readAfterCheck(Object cell) {
    long reference = ((StoreObject) cell).reference();
    if (Reference.isStale(reference)) {
      return REPORTED;
    }
    pause();
    return Memory.getLong(Reference.address(reference) + Long.BYTES);
  }

  /// Reads well after the check.
  static long readAfterCheckAndLongPause(Object cell) {
    long reference = ((StoreObject) cell).reference();
    if (Reference.isStale(reference)) {
      return REPORTED;
    }
    for (int i = 0; i < LONG_PAUSES; i++) {
      Thread.onSpinWait();
    }
    return Memory.getLong(Reference.address(reference) + Long.BYTES);
  }

  /// Writes before the check, not after.
  static int writeBeforeCheck(Object cell, long value) {
    long reference = ((StoreObject) cell).reference();
    Memory.putLong(Reference.address(reference) + Long.BYTES, value);
    return Reference.isStale(reference) ? REPORTED : 1;
  }

  /// Claims a live object by a read and a write; returns 1 if it seems to be the caller's.
  static int claimByReadAndWrite(Object object) {
    long reference = ((StoreObject) object).reference();
    long header = Reference.header(reference);
    if (!Header.isOf(header, reference) || Header.state(header) != Header.LIVE) {
      return 0;
    }
    Memory.putLong(Reference.address(reference), Header.withState(header, Header.DESTROYING));
    return 1;
  }

  /// Undoes [#claimByReadAndWrite(Object)], and deletes the object.
  static void restoreAndDelete(Object object) {
    long reference = ((StoreObject) object).reference();
    long header = Reference.header(reference);
    Memory.putLong(Reference.address(reference), Header.withState(header, Header.LIVE));
    delete(object);
  }

  /// Claims what is live in the block, of whatever generation.
  static int deleteWhateverIsThere(Object object) {
    pause();
    long block = Reference.address(((StoreObject) object).reference());
    long header = Memory.getLong(block);
    return Header.state(header) == Header.LIVE
            && Memory.compareAndSetLong(block, header, Header.withState(header, Header.DESTROYING))
        ? 1
        : 0;
  }

  /// Deletes an object; returns 1, or 0 where somebody else had claimed it.
  static int restored(Object object) {
    boolean claimed =
        Header.state(Reference.header(((StoreObject) object).reference())) == Header.DESTROYING;
    if (claimed) {
      restoreAndDelete(object);
      return 0;
    }
    return delete(object);
  }

  static void pause() {
    for (int i = 0; i < PAUSES; i++) {
      Thread.onSpinWait();
    }
  }
}
