// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import org.jspecify.annotations.Nullable;

/// One of a page's headline numbers.
///
/// @param label what it is
/// @param value how much
/// @param unit `bytes`, `count`, `seconds` or any word; null where `text` stands for the value
/// @param text what is shown instead of the number, or null
/// @param hint a line below it; empty for none
public record Fact(
    String label, double value, @Nullable String unit, @Nullable String text, String hint) {

  /// Returns a number of bytes.
  public static Fact bytes(String label, long bytes, String hint) {
    return new Fact(label, bytes, "bytes", null, hint);
  }

  /// Returns a number of things.
  public static Fact count(String label, long count, String hint) {
    return new Fact(label, count, "count", null, hint);
  }

  /// Returns a number in any unit.
  public static Fact of(String label, double value, String unit, String hint) {
    return new Fact(label, value, unit, null, hint);
  }

  /// Returns words.
  public static Fact text(String label, String text, String hint) {
    return new Fact(label, 0, null, text, hint);
  }
}
