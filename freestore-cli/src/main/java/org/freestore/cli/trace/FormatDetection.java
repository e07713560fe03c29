// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// Finds a trace's format by its first lines; file names mean nothing.
final class FormatDetection {
  private static final String EXPECTED =
      "glibc mtrace (= Start), Android memory_trace (tid: malloc 0x…), heaptrack (v …) or malloclab"
          + " .rep (a number)";

  private FormatDetection() {}

  /// Returns the format of the trace, with `lines` left at the first line that is still to be
  /// parsed.
  static LineFormat detect(String fileName, ByteLines lines, LineCursor cursor) {
    if (!nextFilled(lines, cursor)) {
      throw TraceException.inFile(fileName, "is empty; expected " + EXPECTED);
    }
    byte first = cursor.peek();
    if (first == '=' || first == '@' || first == '+' || first == '-') {
      return new MtraceFormat();
    }
    if (first == 'v' && cursor.skip("v ")) {
      return heaptrack(fileName, lines, cursor);
    }
    if (first >= '0' && first <= '9') {
      return startingWithNumber(lines, cursor);
    }
    throw lines.malformed(EXPECTED);
  }

  private static LineFormat startingWithNumber(ByteLines lines, LineCursor cursor) {
    cursor.decimal(EXPECTED);
    if (cursor.peek() == ':') {
      return new AndroidFormat();
    }
    cursor.skipBlanks();
    if (cursor.atEnd() || (cursor.peek() >= '0' && cursor.peek() <= '9')) {
      return new MalloclabFormat();
    }
    throw lines.malformed(EXPECTED);
  }

  /// Reads heaptrack's header up to the first line that only one of its two formats has.
  private static LineFormat heaptrack(String fileName, ByteLines lines, LineCursor cursor) {
    int version = heaptrackFileVersion(lines, cursor);
    boolean attached = false;
    while (nextFilled(lines, cursor)) {
      switch (cursor.peek()) {
        case 'x', 'm', 't' -> {
          return new HeaptrackRawFormat(version, attached);
        }
        case 's', 'i', 'a' -> {
          return new HeaptrackFormat(version, attached);
        }
        case 'A' -> attached = true;
        case 'X', 'I', 'S', 'c', 'R', '#' -> {}
        default -> throw lines.malformed("a line of heaptrack's header");
      }
    }
    throw TraceException.inFile(fileName, "ends within heaptrack's header");
  }

  private static int heaptrackFileVersion(ByteLines lines, LineCursor cursor) {
    long program = cursor.hex("heaptrack's version");
    cursor.skipBlanks();
    if (cursor.atEnd()) {
      return program == HeaptrackFormat.PROGRAM_WITHOUT_FILE_VERSION ? 1 : 0;
    }
    long version = cursor.hexSize("heaptrack's file version");
    cursor.finish("end of line after heaptrack's file version");
    if (version > HeaptrackFormat.NEWEST_FILE_VERSION) {
      throw lines.malformed(
          "a heaptrack file version up to " + HeaptrackFormat.NEWEST_FILE_VERSION);
    }
    return (int) version;
  }

  private static boolean nextFilled(ByteLines lines, LineCursor cursor) {
    while (lines.next()) {
      cursor.begin();
      cursor.skipBlanks();
      if (!cursor.atEnd()) {
        return true;
      }
    }
    return false;
  }
}
