// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.util.Arrays;

/// What `heaptrack` writes by default: interpreted, with symbols and without addresses. Numbers are
/// hexadecimal without `0x`.
///
/// ```
/// v 10400 3                     version of heaptrack and of the file
/// s c jv_mem_alloc              string 1, 2, …; with its length since file version 3
/// i 7f85b9124ab8 4 17 18 2a     instruction 1, 2, …: address, module, function, file, line, inlined frames
/// t a 9                         call-tree node 1, 2, …: instruction, parent
/// a 110 b                       allocation kind 0, 1, …: bytes, node
/// + 2                           allocated one of kind 2
/// - 2                           freed one of kind 2
/// ```
///
/// A kind stands for all blocks of one size from one call stack, and names them all: sizes, counts
/// and order are exact, only which of several alike is freed is not recorded. Before file version 1
/// there are no kinds: `+ bytes node address`, `- address`.
final class HeaptrackFormat implements LineFormat {
  static final int NEWEST_FILE_VERSION = 3;

  /// The release that had file version 1 and did not say so.
  static final long PROGRAM_WITHOUT_FILE_VERSION = 0x010200;

  private static final int MAX_KINDS = 1 << 24;
  private static final String KIND = "the number of an allocation kind";

  private final boolean kinds;
  private final HeaptrackSymbols symbols;
  private final CallTree calls = new CallTree();
  private long[] byteSizes = new long[1 << 10];
  private int[] nodes = new int[1 << 10];
  private int kindCount;
  private boolean attached;

  HeaptrackFormat(int fileVersion, boolean attached) {
    this.kinds = fileVersion >= 1;
    this.symbols = new HeaptrackSymbols(fileVersion);
    this.attached = attached;
  }

  @Override
  public TraceFormat format() {
    return TraceFormat.HEAPTRACK;
  }

  @Override
  public Outcome parse(LineCursor line, TraceEvent event) {
    if (line.atEnd()) {
      return Outcome.NOTHING;
    }
    byte letter = line.peek();
    line.moveTo(line.at() + 1);
    switch (letter) {
      case '+' -> {
        allocated(line, event);
        return Outcome.EVENT;
      }
      case '-' -> {
        freed(line, event);
        return Outcome.EVENT;
      }
      case 'a' -> addKind(line);
      case 't' -> calls.add(line);
      case 'i' -> symbols.addInstruction(line);
      case 's' -> symbols.addString(line);
      case 'A' -> attached = true;
      case 'X', 'I', 'S', 'v', 'c', 'R', '#' -> {}
      default -> throw line.malformed("a line of an interpreted heaptrack file");
    }
    return Outcome.NOTHING;
  }

  private void addKind(LineCursor line) {
    if (kindCount == MAX_KINDS) {
      throw line.malformed("at most " + MAX_KINDS + " allocation kinds");
    }
    if (kindCount == nodes.length) {
      byteSizes = Arrays.copyOf(byteSizes, kindCount * 2);
      nodes = Arrays.copyOf(nodes, kindCount * 2);
    }
    byteSizes[kindCount] = byteSize(line);
    nodes[kindCount] = node(line);
    line.finish("end of line");
    kindCount++;
  }

  private void allocated(LineCursor line, TraceEvent event) {
    if (kinds) {
      int kind = kind(line);
      event.at(0, nodes[kind]);
      event.malloc(kind, byteSizes[kind]);
    } else {
      long byteSize = byteSize(line);
      event.at(0, node(line));
      line.blank("an address");
      event.malloc(line.hex("an address"), byteSize);
    }
    line.finish("end of line");
  }

  private void freed(LineCursor line, TraceEvent event) {
    event.at(0, TraceEvent.NO_SITE);
    if (kinds) {
      event.free(kind(line));
    } else {
      line.blank("an address");
      event.free(line.hex("an address"));
    }
    line.finish("end of line");
  }

  private int kind(LineCursor line) {
    line.blank(KIND);
    long kind = line.hexSize(KIND);
    if (kind >= kindCount) {
      throw line.malformed(KIND + " (below " + Integer.toHexString(kindCount) + ")");
    }
    return (int) kind;
  }

  private static long byteSize(LineCursor line) {
    line.blank("a size");
    return line.hexSize("a size");
  }

  private int node(LineCursor line) {
    line.blank("the number of a call-tree node");
    return calls.index(line, "the number of a call-tree node");
  }

  @Override
  public boolean attached() {
    return attached;
  }

  @Override
  public CallSites callSites() {
    return site -> site < 0 ? "" : calls.describe(site, symbols::describe);
  }
}
