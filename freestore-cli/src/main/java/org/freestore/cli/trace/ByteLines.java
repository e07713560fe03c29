// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// Splits a [TraceFile] into lines without making an object per line.
///
/// The current line stands in `bytes()[start(), end())` until the next call of [#next]. Memory is
/// one buffer of fixed size, whatever the file holds: a line that does not fit is an error.
final class ByteLines {
  /// The longest line that is read, in bytes. heaptrack's module lines are the longest of real
  /// traces, some tens of KiB.
  static final int MAX_LINE_BYTES = 1 << 20;

  private final TraceFile file;
  private final byte[] buffer = new byte[MAX_LINE_BYTES];
  private int filled;
  private int nextStart;
  private boolean fileEnded;
  private int start;
  private int end;
  private boolean terminated;
  private long number;

  ByteLines(TraceFile file) {
    this.file = file;
  }

  /// Goes to the next line.
  ///
  /// @return false at the end of the file
  /// @throws TraceException if the file is damaged or the line longer than [#MAX_LINE_BYTES]
  boolean next() {
    int newline = findNewline();
    start = nextStart;
    if (newline < 0 && start == filled) {
      return false;
    }
    terminated = newline >= 0;
    end = terminated ? newline : filled;
    nextStart = terminated ? newline + 1 : filled;
    if (end > start && buffer[end - 1] == '\r') {
      end--;
    }
    number++;
    return true;
  }

  private int findNewline() {
    int from = nextStart;
    while (true) {
      for (int i = from; i < filled; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      int searched = filled - nextStart;
      if (fileEnded || !fill()) {
        return -1;
      }
      from = nextStart + searched;
    }
  }

  private boolean fill() {
    if (nextStart > 0) {
      System.arraycopy(buffer, nextStart, buffer, 0, filled - nextStart);
      filled -= nextStart;
      nextStart = 0;
    }
    if (filled == buffer.length) {
      String problem = "line is longer than " + MAX_LINE_BYTES + " bytes";
      throw TraceException.atLine(file.name(), number + 1, problem);
    }
    int read = file.read(buffer, filled, buffer.length - filled);
    fileEnded = read < 0;
    filled += Math.max(read, 0);
    return !fileEnded;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /// Returns the current line's number, from 1.
  long number() {
    return number;
  }

  /// Returns whether the file ends within the current line, as a killed program's trace does.
  boolean cut() {
    return !terminated;
  }

  /// Returns the exception for a current line that is not as `expected`.
  TraceException malformed(String expected) {
    String problem = "expected " + expected + ", found " + Printable.excerpt(buffer, start, end);
    return TraceException.atLine(file.name(), number, problem);
  }
}
