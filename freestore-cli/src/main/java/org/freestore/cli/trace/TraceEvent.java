// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// One event of a trace, filled in again and again by a [TraceReader] so that reading makes no
/// garbage.
///
/// Fields that an event's kind does not use keep stale values.
public final class TraceEvent {
  /// The site of an event whose trace does not say where it happened.
  public static final int NO_SITE = -1;

  private EventKind kind = EventKind.FREE_NULL;
  private long thread;
  private long block;
  private long oldBlock;
  private long byteSize;
  private long byteAlignment;
  private int site = NO_SITE;

  /// Returns what happened.
  public EventKind kind() {
    return kind;
  }

  /// Returns the recorded thread's number, 0 where the format has none.
  public long thread() {
    return thread;
  }

  /// Returns the recorded identity of the block: an address, or the format's own number.
  public long block() {
    return block;
  }

  /// Returns the identity that a [EventKind#REALLOC] took away.
  public long oldBlock() {
    return oldBlock;
  }

  /// Returns the requested size in bytes; never negative.
  public long byteSize() {
    return byteSize;
  }

  /// Returns the requested alignment of a [EventKind#MEMALIGN] in bytes; a power of two.
  public long byteAlignment() {
    return byteAlignment;
  }

  /// Returns the number of the call site, to be asked of the reader's [CallSites], or [#NO_SITE].
  public int site() {
    return site;
  }

  void at(long newThread, int newSite) {
    thread = newThread;
    site = newSite;
  }

  void malloc(long newBlock, long newByteSize) {
    allocated(EventKind.MALLOC, newBlock, newByteSize);
  }

  void calloc(long newBlock, long newByteSize) {
    allocated(EventKind.CALLOC, newBlock, newByteSize);
  }

  void memalign(long newBlock, long newByteSize, long newByteAlignment) {
    allocated(EventKind.MEMALIGN, newBlock, newByteSize);
    byteAlignment = newByteAlignment;
  }

  void realloc(long formerBlock, long newBlock, long newByteSize) {
    allocated(EventKind.REALLOC, newBlock, newByteSize);
    oldBlock = formerBlock;
  }

  void free(long freedBlock) {
    kind = EventKind.FREE;
    block = freedBlock;
  }

  void freeNull() {
    kind = EventKind.FREE_NULL;
  }

  void failed(long wantedByteSize) {
    kind = EventKind.FAILED;
    byteSize = wantedByteSize;
  }

  void threadDone() {
    kind = EventKind.THREAD_DONE;
  }

  private void allocated(EventKind newKind, long newBlock, long newByteSize) {
    kind = newKind;
    block = newBlock;
    byteSize = newByteSize;
  }
}
