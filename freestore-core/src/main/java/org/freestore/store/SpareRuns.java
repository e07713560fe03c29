// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;
import org.freestore.region.Region;

/// Large blocks of a store that were freed just now, one of each length up to 1 MiB, and not more
/// than that together: the next block of the length is the last one again, without the region's
/// lock, lists and neighbours.
///
/// What nobody takes from one upkeep to the next goes back to the region. Lock-free.
final class SpareRuns {
  private static final int MOST_GRANULES = 16;
  private static final long MOST_BYTES = (long) MOST_GRANULES << Region.GRANULE_SHIFT;

  /// By length in granules; 0 for none.
  private final AtomicLongArray addresses = new AtomicLongArray(MOST_GRANULES + 1);

  private final long[] seen = new long[MOST_GRANULES + 1];
  private final AtomicLong byteSize = new AtomicLong();

  /// Keeps a block.
  ///
  /// @return false if there is no room
  boolean offer(long address, long bytes) {
    int granules = granules(bytes);
    if (granules == 0 || addresses.get(granules) != 0) {
      return false;
    }
    if (byteSize.addAndGet(bytes) <= MOST_BYTES && addresses.compareAndSet(granules, 0, address)) {
      return true;
    }
    byteSize.addAndGet(-bytes);
    return false;
  }

  /// Takes a block of a length, or returns 0.
  long take(long bytes) {
    int granules = granules(bytes);
    long address =
        granules == 0 || addresses.get(granules) == 0 ? 0 : addresses.getAndSet(granules, 0);
    if (address != 0) {
      byteSize.addAndGet(-bytes);
    }
    return address;
  }

  private static int granules(long bytes) {
    return bytes > MOST_BYTES ? 0 : (int) (bytes >>> Region.GRANULE_SHIFT);
  }

  /// Gives back what has been here since the last call. Called by one thread at a time.
  void giveBackIdle(LongConsumer giveBack) {
    for (int granules = 0; granules <= MOST_GRANULES; granules++) {
      long address = addresses.get(granules);
      if (address != 0 && address == seen[granules]) {
        giveBack(granules, giveBack);
      }
      seen[granules] = address;
    }
  }

  /// Gives back everything.
  void giveBackAll(LongConsumer giveBack) {
    for (int granules = 0; granules <= MOST_GRANULES; granules++) {
      giveBack(granules, giveBack);
    }
  }

  private void giveBack(int granules, LongConsumer giveBack) {
    long address = addresses.getAndSet(granules, 0);
    if (address != 0) {
      byteSize.addAndGet(-((long) granules << Region.GRANULE_SHIFT));
      giveBack.accept(address);
    }
  }
}
