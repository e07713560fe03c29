// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import org.freestore.cli.operations.Operand;
import org.freestore.cli.trace.TraceReader;

/// Refuses what goes beyond the [Limits], naming the line and the option that raises the limit.
final class LimitCheck {
  private final TraceReader reader;
  private final Limits limits;

  LimitCheck(TraceReader reader, Limits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  void block(long byteSize) {
    if (byteSize > limits.maxBlockBytes() || byteSize > Operand.MAX_BYTES) {
      refuse("a block of " + byteSize + " bytes", limits.maxBlockBytes(), "--max-block");
    }
  }

  void alignment(long byteAlignment) {
    if (byteAlignment > Limits.MAX_ALIGNMENT) {
      String found = "an alignment of " + byteAlignment + " bytes";
      throw reader.refused(found + " is more than the limit of " + Limits.MAX_ALIGNMENT);
    }
  }

  void liveBytes(long liveBytes) {
    if (liveBytes > limits.maxLiveBytes()) {
      refuse(liveBytes + " bytes live at once", limits.maxLiveBytes(), "--max-live");
    }
  }

  void liveBlocks(int liveBlocks) {
    if (liveBlocks > Limits.MAX_LIVE_BLOCKS) {
      String found = liveBlocks + " blocks live at once";
      throw reader.refused(found + " are more than the limit of " + Limits.MAX_LIVE_BLOCKS);
    }
  }

  void operations(long operations) {
    if (operations > limits.maxOperations()) {
      refuse(operations + " operations", limits.maxOperations(), "--max-operations");
    }
  }

  void threads(int threads) {
    if (threads > ThreadNumbers.MAX_THREADS) {
      String found = threads + " threads";
      throw reader.refused(found + " are more than the limit of " + ThreadNumbers.MAX_THREADS);
    }
  }

  void threadsAlive(int threads) {
    if (threads > limits.maxThreads()) {
      refuse(threads + " threads alive at once", limits.maxThreads(), "--max-threads");
    }
  }

  private void refuse(String found, long limit, String option) {
    throw reader.refused(found + ": more than the limit of " + limit + " (" + option + ")");
  }
}
