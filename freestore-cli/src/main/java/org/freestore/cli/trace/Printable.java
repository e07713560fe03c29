// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.nio.charset.StandardCharsets;

/// Makes text from untrusted bytes harmless to print: a trace must not steer the reader's terminal.
public final class Printable {
  private static final int EXCERPT_BYTES = 60;

  private Printable() {}

  /// Returns `text` with every control character, line break and direction mark replaced by `?`.
  public static String text(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(isSafe(c) ? c : '?'));
    return clean.toString();
  }

  /// Returns the bytes `[start, end)` as quoted text, cut after 60 bytes.
  static String excerpt(byte[] bytes, int start, int end) {
    int length = Math.min(end - start, EXCERPT_BYTES);
    String shown = text(new String(bytes, start, length, StandardCharsets.UTF_8));
    return end - start > EXCERPT_BYTES ? '"' + shown + "…\"" : '"' + shown + '"';
  }

  private static boolean isSafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
