// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes a store may still hand out.
///
/// Charged where blocks leave slabs for magazines, in batches, so that the fast path never looks at
/// it: blocks cached by a thread count. Thread-safe.
public final class Budget {
  private final long limitBytes;
  private final AtomicLong chargedBytes = new AtomicLong();

  /// @param limitBytes the most that may be charged at any time; `Long.MAX_VALUE` for no limit
  public Budget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  public boolean isLimited() {
    return limitBytes != Long.MAX_VALUE;
  }

  public long limitBytes() {
    return limitBytes;
  }

  /// Returns the bytes charged now; 0 where there is no limit.
  public long chargedBytes() {
    return chargedBytes.get();
  }

  /// Charges for as many blocks as the limit allows.
  ///
  /// @return how many, from 0 to `blocks`
  public int charge(int blocks, long blockBytes) {
    if (!isLimited()) {
      return blocks;
    }
    while (true) {
      long charged = chargedBytes.get();
      int granted = (int) Math.min(blocks, (limitBytes - charged) / blockBytes);
      if (granted <= 0) {
        return 0;
      }
      if (chargedBytes.compareAndSet(charged, charged + granted * blockBytes)) {
        return granted;
      }
    }
  }

  public void refund(long bytes) {
    if (isLimited() && bytes != 0) {
      chargedBytes.addAndGet(-bytes);
    }
  }
}
