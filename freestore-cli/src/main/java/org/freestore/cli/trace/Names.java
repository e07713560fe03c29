// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Numbered names of a trace, kept as bytes; number 0 is the first.
///
/// What is beyond the limits is not kept and reads as "…", so a hostile trace costs at most 64 MiB
/// of text and 16 MiB of offsets.
final class Names {
  private static final int MAX_TEXT_BYTES = 64 << 20;
  private static final int MAX_NAMES = 1 << 22;
  private static final String NOT_KEPT = "…";

  private byte[] text = new byte[1 << 12];
  private int textBytes;
  private int[] ends = new int[1 << 8];
  private int count;

  /// Keeps a name.
  ///
  /// @return its number, or -1 if it was not kept
  int add(byte[] bytes, int from, int to) {
    int length = to - from;
    if (count == MAX_NAMES || length > MAX_TEXT_BYTES - textBytes) {
      return -1;
    }
    text = grown(text, textBytes + length);
    System.arraycopy(bytes, from, text, textBytes, length);
    textBytes += length;
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count] = textBytes;
    return count++;
  }

  private static byte[] grown(byte[] bytes, int needed) {
    if (needed <= bytes.length) {
      return bytes;
    }
    return Arrays.copyOf(
        bytes, (int) Math.min(MAX_TEXT_BYTES, Math.max(needed, bytes.length * 2L)));
  }

  /// Returns whether name `number` is the bytes `[from, to)`.
  boolean matches(int number, byte[] bytes, int from, int to) {
    return Arrays.equals(text, start(number), ends[number], bytes, from, to);
  }

  /// Returns name `number` as printable text; "…" if it was not kept.
  String text(int number) {
    if (number < 0 || number >= count) {
      return NOT_KEPT;
    }
    int start = start(number);
    return Printable.text(new String(text, start, ends[number] - start, StandardCharsets.UTF_8));
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }
}
