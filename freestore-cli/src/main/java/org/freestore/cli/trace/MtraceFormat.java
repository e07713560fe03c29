// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import org.freestore.cli.trace.LineFormat.Outcome;

/// glibc's `mtrace()` text, as `malloc/mtrace-impl.c` writes and `mtrace.pl` reads it.
///
/// ```
/// = Start
/// @ /lib/libc.so.6:(fopen+a)[0x7d0fa] + 0x5580108b52a0 0x1d8     allocated (size 0 is "0")
/// @ /usr/bin/git:[0x33bcd] - 0x5580108b52a0                      freed
/// @ /usr/bin/git:[0x33bcd] < 0x5580108b54a0                      reallocated: from …
/// @ /usr/bin/git:[0x33bcd] > 0x5580108b5700 0x400                … to
/// @ [0x5581] ! 0x5580108b5700 0x100000000                        realloc failed, the block stays
/// + (nil) 0x7fffffffffff                                         allocation failed, caller unknown
/// = End                                                          missing if the program was killed
/// ```
///
/// An object's name may hold blanks, colons and brackets, so the place is what stands before the
/// last "] ". In a threaded program another thread's line may come between the two lines of a
/// realloc; as in `mtrace.pl` the first is then a free and the second an allocation.
final class MtraceFormat implements LineFormat {
  private static final String ADDRESS = "an address (0x…)";
  private static final String BYTES = "a size (0x…)";

  private final SiteNames sites = new SiteNames();
  private boolean reallocPending;
  private long reallocFrom;
  private int reallocSite;
  private boolean complete;

  @Override
  public TraceFormat format() {
    return TraceFormat.MTRACE;
  }

  @Override
  public Outcome parse(LineCursor line, TraceEvent event) {
    if (line.atEnd()) {
      return Outcome.NOTHING;
    }
    if (line.peek() == '=') {
      complete = mark(line);
      return Outcome.NOTHING;
    }
    complete = false;
    int site = place(line);
    byte operation = line.peek();
    if (reallocPending && operation != '>') {
      endPendingRealloc(event);
      return Outcome.EVENT_BEFORE;
    }
    event.at(0, site);
    line.moveTo(Math.min(line.at() + 1, line.end()));
    return operation(operation, line, event);
  }

  private Outcome operation(byte operation, LineCursor line, TraceEvent event) {
    switch (operation) {
      case '+' -> allocated(block(line), size(line), event);
      case '-' -> freed(block(line), event);
      case '<' -> {
        reallocFrom = block(line);
        reallocSite = event.site();
        line.finish("end of line after the address");
        reallocPending = true;
        return Outcome.NOTHING;
      }
      case '>' -> reallocated(block(line), size(line), event);
      case '!' -> {
        block(line);
        event.failed(size(line));
      }
      default -> throw line.malformed("an mtrace operation (+ - < > !)");
    }
    line.finish("end of line");
    return Outcome.EVENT;
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

  private void reallocated(long block, long byteSize, TraceEvent event) {
    if (reallocPending) {
      reallocPending = false;
      event.realloc(reallocFrom, block, byteSize);
    } else {
      event.malloc(block, byteSize);
    }
  }

  private void endPendingRealloc(TraceEvent event) {
    reallocPending = false;
    event.at(0, reallocSite);
    event.free(reallocFrom);
  }

  @Override
  public boolean finish(TraceEvent event) {
    if (!reallocPending) {
      return false;
    }
    endPendingRealloc(event);
    return true;
  }

  private static boolean mark(LineCursor line) {
    if (line.skip("= End")) {
      return true;
    }
    if (line.skip("= Start")) {
      return false;
    }
    throw line.malformed("\"= Start\" or \"= End\"");
  }

  /// Passes "@ place " and returns the place's number.
  private int place(LineCursor line) {
    if (line.peek() != '@') {
      return TraceEvent.NO_SITE;
    }
    int from = line.at() + 2;
    int bracket = line.end() - 1;
    while (bracket > from && line.bytes()[bracket] != ']') {
      bracket--;
    }
    if (bracket <= from) {
      throw line.malformed("a caller (@ object:[0x…])");
    }
    line.moveTo(bracket + 1);
    line.blank("an operation after the caller");
    return sites.number(line.bytes(), from, bracket + 1);
  }

  private static long block(LineCursor line) {
    line.blank(ADDRESS);
    return line.pointer(ADDRESS);
  }

  private static long size(LineCursor line) {
    line.blank(BYTES);
    line.skip("0x");
    return line.hexSize(BYTES);
  }

  @Override
  public boolean complete() {
    return complete;
  }

  @Override
  public CallSites callSites() {
    return site -> site < 0 ? "" : MtracePlace.describe(sites.text(site));
  }
}
