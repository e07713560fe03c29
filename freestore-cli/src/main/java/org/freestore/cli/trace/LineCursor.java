// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.nio.charset.StandardCharsets;

/// Reads the fields of the current line from left to right.
///
/// Numbers are checked for overflow; anything unexpected is a [TraceException] that quotes the
/// line.
final class LineCursor {
  private static final int HEX_DIGITS = 16;
  private static final long MAX_TENTH = Long.MAX_VALUE / 10;

  private final ByteLines lines;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  LineCursor(ByteLines lines) {
    this.lines = lines;
  }

  /// Goes to the start of the current line.
  void begin() {
    bytes = lines.bytes();
    at = lines.start();
    end = lines.end();
  }

  /// Returns the current line's number, from 1.
  long lineNumber() {
    return lines.number();
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  void moveTo(int position) {
    at = position;
  }

  boolean atEnd() {
    return at == end;
  }

  /// Returns the next byte without passing it, 0 at the end of the line.
  byte peek() {
    return at < end ? bytes[at] : 0;
  }

  /// Passes `text` if it stands next.
  boolean skip(String text) {
    if (end - at < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    at += text.length();
    return true;
  }

  /// Passes one or more blanks.
  void blank(String expected) {
    if (peek() != ' ') {
      throw lines.malformed(expected);
    }
    skipBlanks();
  }

  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  /// Passes the word up to the next blank and returns the position after it.
  int word() {
    while (at < end && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  /// Passes heaptrack's sized string, `hexlength bytes`; one that claims more bytes than the line
  /// has ends with the line.
  ///
  /// @return the position of its first byte
  int sizedString(String expected) {
    long length = hexSize(expected);
    if (at < end) {
      blankOnce(expected);
    }
    int first = at;
    at = (int) Math.min(end, first + Math.min(length, end));
    return first;
  }

  private void blankOnce(String expected) {
    if (bytes[at] != ' ') {
      throw lines.malformed(expected);
    }
    at++;
  }

  /// Returns the bytes `[from, at())` as printable text of at most `maxBytes` bytes.
  String textFrom(int from, int maxBytes) {
    int length = Math.min(at - from, maxBytes);
    return Printable.text(new String(bytes, from, length, StandardCharsets.UTF_8));
  }

  /// Checks that nothing but blanks follows.
  void finish(String expected) {
    skipBlanks();
    if (at < end) {
      throw lines.malformed(expected);
    }
  }

  /// Reads a decimal number up to [Long#MAX_VALUE].
  long decimal(String expected) {
    int first = at;
    long value = 0;
    for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      int digit = bytes[at] - '0';
      if (value > MAX_TENTH || (value == MAX_TENTH && digit > Long.MAX_VALUE % 10)) {
        throw lines.malformed(expected + " below 2^63");
      }
      value = value * 10 + digit;
    }
    if (at == first) {
      throw lines.malformed(expected);
    }
    return value;
  }

  /// Reads a hexadecimal number of at most 64 bits, without `0x`.
  long hex(String expected) {
    int first = at;
    long value = 0;
    for (; at < end; at++) {
      int digit = hexDigit(bytes[at]);
      if (digit < 0) {
        break;
      }
      if (value >>> (Long.SIZE - 4) != 0) {
        throw lines.malformed(expected + " of at most " + HEX_DIGITS + " digits");
      }
      value = value << 4 | digit;
    }
    if (at == first) {
      throw lines.malformed(expected);
    }
    return value;
  }

  /// Reads a hexadecimal number below 2^63, without `0x`.
  long hexSize(String expected) {
    long value = hex(expected);
    if (value < 0) {
      throw lines.malformed(expected + " below 2^63");
    }
    return value;
  }

  /// Reads what `%p` writes: `0x` and hexadecimal digits, or `(nil)`, which is 0.
  long pointer(String expected) {
    if (skip("0x")) {
      return hex(expected);
    }
    if (skip("(nil)")) {
      return 0;
    }
    throw lines.malformed(expected);
  }

  TraceException malformed(String expected) {
    return lines.malformed(expected);
  }

  private static int hexDigit(byte character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    int letter = character | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
