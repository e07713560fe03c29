// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.util.ArrayList;
import java.util.List;

/// The modules of a raw heaptrack file: which library an instruction lies in.
///
/// heaptrack lists all modules anew whenever one was loaded; the last list counts.
final class HeaptrackModules {
  private static final int MAX_MODULES = 1 << 14;
  private static final int MAX_NAME_BYTES = 1 << 10;
  private static final int SIZED_NAMES_VERSION = 3;
  private static final String NAME = "a module's name";

  private record Module(String name, long base, long byteSize) {
    boolean holds(long instruction) {
      return Long.compareUnsigned(instruction - base, byteSize) < 0;
    }
  }

  private final boolean sizedNames;
  private final List<Module> modules = new ArrayList<>();
  private String executable = "x";

  HeaptrackModules(int fileVersion) {
    this.sizedNames = fileVersion >= SIZED_NAMES_VERSION;
  }

  /// Reads what follows the `x` of the executable's line.
  void executable(LineCursor line) {
    line.skipBlanks();
    executable = name(line);
  }

  /// Reads what follows the `m` of a module's line; "-" begins a new list.
  void add(LineCursor line) {
    line.blank(NAME);
    String name = name(line);
    line.skipBlanks();
    if (line.atEnd()) {
      modules.clear();
      return;
    }
    long base = line.hex("a module's address");
    long byteSize = segmentsEnd(line);
    if (modules.size() < MAX_MODULES) {
      modules.add(new Module(name, base, byteSize));
    }
  }

  /// Reads pairs of address and size to the end of the line.
  private static long segmentsEnd(LineCursor line) {
    long end = 0;
    line.skipBlanks();
    while (!line.atEnd()) {
      long address = line.hex("a segment's address");
      line.blank("a segment's size");
      long segmentEnd = address + line.hex("a segment's size");
      end = Long.compareUnsigned(segmentEnd, end) > 0 ? segmentEnd : end;
      line.skipBlanks();
    }
    return end;
  }

  private String name(LineCursor line) {
    int from = sizedNames ? line.sizedString(NAME) : line.at();
    if (!sizedNames) {
      line.word();
    }
    return line.textFrom(from, MAX_NAME_BYTES);
  }

  /// Returns `module+0xoffset`, or the bare address outside all modules.
  String describe(long instruction) {
    for (Module module : modules) {
      if (module.holds(instruction)) {
        String path = module.name.equals("x") ? executable : module.name;
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file + "+0x" + Long.toHexString(instruction - module.base);
      }
    }
    return "0x" + Long.toHexString(instruction);
  }
}
