// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import org.freestore.os.OsMemory;

/// A reservation that is committed from its start, in steps.
///
/// Steps grow with what is committed already (an eighth of it, between two bounds), so that a large
/// heap asks the system seldom and a small one keeps its commit charge small. Where the system
/// refuses a step, exactly what is needed is asked for before giving up. Not thread-safe.
final class CommittedSpace {
  private static final long LEAST_STEP_BYTES = 64L << 10;
  private static final long MOST_STEP_BYTES = 64L << 20;

  private final OsMemory os;
  private final long base;
  private final long reservedBytes;
  private final boolean hugePages;
  private long committedBytes;

  CommittedSpace(OsMemory os, long base, long reservedBytes, boolean hugePages) {
    this.os = os;
    this.base = base;
    this.reservedBytes = reservedBytes;
    this.hugePages = hugePages;
  }

  long base() {
    return base;
  }

  long reservedBytes() {
    return reservedBytes;
  }

  long committedBytes() {
    return committedBytes;
  }

  /// Commits so that at least the first `byteSize` bytes are.
  ///
  /// @return false if the reservation is too small or the system refuses; what was committed stays
  ///   so
  boolean ensure(long byteSize) {
    if (byteSize <= committedBytes) {
      return true;
    }
    if (byteSize > reservedBytes) {
      return false;
    }
    return commitTo(Math.max(byteSize, committedBytes + stepBytes())) || commitTo(byteSize);
  }

  private long stepBytes() {
    return Math.clamp(committedBytes >>> 3, LEAST_STEP_BYTES, MOST_STEP_BYTES);
  }

  private boolean commitTo(long wantedBytes) {
    long unit = hugePages ? Region.HUGE_PAGE_BYTES : Math.max(os.pageBytes(), LEAST_STEP_BYTES);
    long target = Math.min((wantedBytes + unit - 1) / unit * unit, reservedBytes);
    if (!os.commit(base + committedBytes, target - committedBytes)) {
      return false;
    }
    if (hugePages) {
      os.adviseHugePages(base + committedBytes, target - committedBytes);
    }
    committedBytes = target;
    return true;
  }
}
