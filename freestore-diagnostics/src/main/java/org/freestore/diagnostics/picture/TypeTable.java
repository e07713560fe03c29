// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;

/// What is live, by type.
///
/// @param about one or two sentences below the title
/// @param rows the types, in any order
public record TypeTable(String about, List<Row> rows) implements Section {
  /// Copies the list.
  public TypeTable {
    rows = List.copyOf(rows);
  }

  @Override
  public String id() {
    return "types";
  }

  @Override
  public String title() {
    return "What is live";
  }

  /// One type.
  ///
  /// @param type its number in the page's list of names
  /// @param count how many are live
  /// @param byteSize of all together, with their headers and what they round up to, in bytes
  public record Row(int type, long count, long byteSize) {}
}
