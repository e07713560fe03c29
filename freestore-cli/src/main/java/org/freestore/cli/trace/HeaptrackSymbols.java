// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.util.Arrays;

/// The string and instruction tables of an interpreted heaptrack file; both count from 1.
final class HeaptrackSymbols {
  private static final int MAX_INSTRUCTIONS = 1 << 22;
  private static final int SIZED_STRINGS_VERSION = 3;

  private final boolean sizedStrings;
  private final Names strings = new Names();
  private long[] addresses = new long[1 << 8];
  private int[] modules = new int[1 << 8];
  private int[] functions = new int[1 << 8];
  private int[] files = new int[1 << 8];
  private int[] sourceLines = new int[1 << 8];
  private int count;

  HeaptrackSymbols(int fileVersion) {
    this.sizedStrings = fileVersion >= SIZED_STRINGS_VERSION;
  }

  /// Reads what follows the `s` of a string's line.
  void addString(LineCursor line) {
    if (!sizedStrings) {
      line.skip(" ");
      addString(line, line.at(), line.end());
      return;
    }
    line.blank("a string's length");
    int from = line.sizedString("a string's length");
    addString(line, from, line.at());
  }

  private void addString(LineCursor line, int from, int to) {
    if (strings.add(line.bytes(), from, to) < 0) {
      strings.add(line.bytes(), from, from); // Not kept, but it must keep its number.
    }
  }

  /// Reads what follows the `i` of an instruction's line; frames that were inlined into the first
  /// are passed over.
  void addInstruction(LineCursor line) {
    line.blank("an instruction's address");
    long address = line.hex("an instruction's address");
    int module = optionalNumber(line);
    int function = optionalNumber(line);
    int file = optionalNumber(line);
    int sourceLine = optionalNumber(line);
    if (count == MAX_INSTRUCTIONS) {
      return;
    }
    if (count == modules.length) {
      grow();
    }
    addresses[count] = address;
    modules[count] = module;
    functions[count] = function;
    files[count] = file;
    sourceLines[count++] = sourceLine;
  }

  private void grow() {
    addresses = Arrays.copyOf(addresses, count * 2);
    modules = Arrays.copyOf(modules, count * 2);
    functions = Arrays.copyOf(functions, count * 2);
    files = Arrays.copyOf(files, count * 2);
    sourceLines = Arrays.copyOf(sourceLines, count * 2);
  }

  private static int optionalNumber(LineCursor line) {
    line.skipBlanks();
    return line.atEnd() ? 0 : (int) Math.min(Integer.MAX_VALUE, line.hexSize("a number"));
  }

  /// Returns `function (file:line)`, `function (module)` or `module 0xaddress`, as much as is
  /// known.
  ///
  /// @param instruction an instruction's number, from 1
  String describe(long instruction) {
    if (instruction < 1 || instruction > count) {
      return "?";
    }
    int i = (int) instruction - 1;
    String module = fileName(string(modules[i]));
    if (functions[i] == 0) {
      return (module.isEmpty() ? "" : module + " ") + "0x" + Long.toHexString(addresses[i]);
    }
    String file = fileName(string(files[i]));
    String place = file.isEmpty() ? module : file + ":" + sourceLines[i];
    return string(functions[i]) + (place.isEmpty() ? "" : " (" + place + ")");
  }

  private String string(int number) {
    return number == 0 ? "" : strings.text(number - 1);
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
