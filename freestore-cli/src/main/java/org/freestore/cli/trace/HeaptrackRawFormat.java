// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// What `heaptrack --raw` writes. Numbers are hexadecimal without `0x`.
///
/// ```
/// v 10400 3                     version of heaptrack and of the file
/// m 1 -                         the modules follow anew
/// m f libjq.so.1 7f76d31d5000 0 7898 8000 2e92d      name, base, pairs of address and size
/// t 7f76d31de0ad 3              call-tree node: instruction, parent
/// + 110 b 558e84ab8260          allocated: bytes, node, address
/// - 558e84ab8260                freed; a realloc is a free and an allocation
/// ```
final class HeaptrackRawFormat implements LineFormat {
  private final HeaptrackModules modules;
  private final CallTree calls = new CallTree();
  private boolean attached;

  HeaptrackRawFormat(int fileVersion, boolean attached) {
    this.modules = new HeaptrackModules(fileVersion);
    this.attached = attached;
  }

  @Override
  public TraceFormat format() {
    return TraceFormat.HEAPTRACK_RAW;
  }

  @Override
  public Outcome parse(LineCursor line, TraceEvent event) {
    if (line.atEnd()) {
      return Outcome.NOTHING;
    }
    byte kind = line.peek();
    line.moveTo(line.at() + 1);
    switch (kind) {
      case '+' -> {
        allocated(line, event);
        return Outcome.EVENT;
      }
      case '-' -> {
        freed(line, event);
        return Outcome.EVENT;
      }
      case 't' -> calls.add(line);
      case 'm' -> modules.add(line);
      case 'A' -> attached = true;
      case 'x' -> modules.executable(line);
      case 'X', 'I', 'S', 'v', 'c', 'R', '#' -> {}
      default -> throw line.malformed("a line of a raw heaptrack file");
    }
    return Outcome.NOTHING;
  }

  private void allocated(LineCursor line, TraceEvent event) {
    line.blank("a size");
    long byteSize = line.hexSize("a size");
    line.blank("a call-tree node");
    int node = calls.index(line, "the number of a call-tree node");
    line.blank("an address");
    long block = line.hex("an address");
    line.finish("end of line");
    event.at(0, node);
    event.malloc(block, byteSize);
  }

  private static void freed(LineCursor line, TraceEvent event) {
    line.blank("an address");
    long block = line.hex("an address");
    line.finish("end of line");
    event.at(0, TraceEvent.NO_SITE);
    event.free(block);
  }

  @Override
  public boolean attached() {
    return attached;
  }

  @Override
  public CallSites callSites() {
    return site -> site < 0 ? "" : calls.describe(site, modules::describe);
  }
}
