// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import org.freestore.cli.trace.EventKind;

/// Counts what the program did, event by event.
final class ProgramCounts {
  private final SizeHistogram sizes = new SizeHistogram();
  private long mallocs;
  private long callocs;
  private long memaligns;
  private long reallocs;
  private long frees;
  private long freesAtOnce;
  private long failedRequests;
  private long repeatedAddresses;
  private long liveBytes;
  private long peakLiveBytes;
  private int peakLiveBlocks;

  /// Counts a new block.
  ///
  /// @return whether more bytes are live than ever before
  boolean allocated(EventKind kind, long byteSize, int liveBlocks) {
    switch (kind) {
      case CALLOC -> callocs++;
      case MEMALIGN -> memaligns++;
      default -> mallocs++;
    }
    peakLiveBlocks = Math.max(peakLiveBlocks, liveBlocks);
    return grew(byteSize);
  }

  /// Counts a block's change of size.
  ///
  /// @return whether more bytes are live than ever before
  boolean reallocated(long fromByteSize, long byteSize) {
    reallocs++;
    liveBytes -= fromByteSize;
    return grew(byteSize);
  }

  private boolean grew(long byteSize) {
    sizes.add(byteSize);
    liveBytes += byteSize;
    boolean highest = liveBytes > peakLiveBytes;
    peakLiveBytes = highest ? liveBytes : peakLiveBytes;
    return highest;
  }

  void freed(long byteSize, boolean atOnce) {
    frees++;
    freesAtOnce += atOnce ? 1 : 0;
    liveBytes -= byteSize;
  }

  void requestFailed() {
    failedRequests++;
  }

  void addressRepeated() {
    repeatedAddresses++;
  }

  OperationMix mix() {
    return new OperationMix(mallocs, callocs, memaligns, reallocs, frees, freesAtOnce);
  }

  SizeHistogram sizes() {
    return sizes;
  }

  long failedRequests() {
    return failedRequests;
  }

  long repeatedAddresses() {
    return repeatedAddresses;
  }

  long liveBytes() {
    return liveBytes;
  }

  long peakLiveBytes() {
    return peakLiveBytes;
  }

  int peakLiveBlocks() {
    return peakLiveBlocks;
  }
}
