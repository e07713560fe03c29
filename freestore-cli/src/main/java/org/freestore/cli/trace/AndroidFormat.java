// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// Android's `memory_trace` text, as bionic's `record_allocs` writes it.
///
/// ```
/// 1234: malloc 0x7000 24 1000 1010        address, bytes; start and end time are optional
/// 1234: calloc 0x7100 4 16                address, members, bytes of a member
/// 1234: memalign 0x7200 64 100            address, alignment, bytes
/// 1234: realloc 0x7300 0x7000 48          new address, old address (0x0: none), bytes
/// 1234: free 0x7300                       0x0: free(NULL)
/// 1234: thread_done 0x0
/// ```
final class AndroidFormat implements LineFormat {
  private static final String ADDRESS = "an address (0x…)";
  private static final String BYTES = "a size in bytes";
  private static final long MAX_ALIGNMENT = 1L << 40;

  @Override
  public TraceFormat format() {
    return TraceFormat.ANDROID;
  }

  @Override
  public Outcome parse(LineCursor line, TraceEvent event) {
    line.skipBlanks();
    if (line.atEnd()) {
      return Outcome.NOTHING;
    }
    event.at(line.decimal("a thread id"), TraceEvent.NO_SITE);
    if (!line.skip(": ")) {
      throw line.malformed("\": \" after the thread id");
    }
    operation(line, event);
    times(line);
    return Outcome.EVENT;
  }

  private static void operation(LineCursor line, TraceEvent event) {
    if (line.skip("malloc ")) {
      allocated(block(line), bytes(line), event);
    } else if (line.skip("free ")) {
      freed(block(line), event);
    } else if (line.skip("realloc ")) {
      realloc(line, event);
    } else if (line.skip("calloc ")) {
      calloc(line, event);
    } else if (line.skip("memalign ")) {
      memalign(line, event);
    } else if (line.skip("thread_done ")) {
      block(line);
      event.threadDone();
    } else {
      throw line.malformed("malloc, calloc, memalign, realloc, free or thread_done");
    }
  }

  private static void allocated(long block, long byteSize, TraceEvent event) {
    if (block == 0) {
      event.failed(byteSize);
    } else {
      event.malloc(block, byteSize);
    }
  }

  private static void freed(long block, TraceEvent event) {
    if (block == 0) {
      event.freeNull();
    } else {
      event.free(block);
    }
  }

  private static void realloc(LineCursor line, TraceEvent event) {
    long block = block(line);
    line.blank("the old address (0x…)");
    long oldBlock = block(line);
    long byteSize = bytes(line);
    if (block == 0 && byteSize == 0) {
      freed(oldBlock, event);
    } else if (block == 0 || oldBlock == 0) {
      allocated(block, byteSize, event);
    } else {
      event.realloc(oldBlock, block, byteSize);
    }
  }

  private static void calloc(LineCursor line, TraceEvent event) {
    long block = block(line);
    long members = bytes(line);
    long memberBytes = bytes(line);
    boolean fits = Math.multiplyHigh(members, memberBytes) == 0 && members * memberBytes >= 0;
    if (block == 0) {
      event.failed(fits ? members * memberBytes : Long.MAX_VALUE);
    } else if (fits) {
      event.calloc(block, members * memberBytes);
    } else {
      throw line.malformed("a calloc of less than 2^63 bytes");
    }
  }

  private static void memalign(LineCursor line, TraceEvent event) {
    long block = block(line);
    line.blank("an alignment");
    long byteAlignment = line.decimal("an alignment");
    long byteSize = bytes(line);
    if (byteAlignment > MAX_ALIGNMENT) {
      throw line.malformed("an alignment up to 2^40");
    }
    if (block == 0) {
      event.failed(byteSize);
    } else {
      event.memalign(block, byteSize, powerOfTwo(byteAlignment));
    }
  }

  /// Rounds up as bionic's memalign does.
  private static long powerOfTwo(long byteAlignment) {
    return byteAlignment <= 1 ? 1 : Long.highestOneBit(byteAlignment - 1) << 1;
  }

  /// Passes the times at the end of the line: none, one or two.
  private static void times(LineCursor line) {
    String expected = "a time or the end of the line";
    for (int i = 0; i < 2 && !line.atEnd(); i++) {
      line.blank(expected);
      if (!line.atEnd()) {
        line.decimal(expected);
      }
    }
    line.finish("end of line");
  }

  private static long block(LineCursor line) {
    return line.pointer(ADDRESS);
  }

  private static long bytes(LineCursor line) {
    line.blank(BYTES);
    return line.decimal(BYTES);
  }
}
