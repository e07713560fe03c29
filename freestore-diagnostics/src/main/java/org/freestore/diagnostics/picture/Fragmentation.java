// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;

/// What the held bytes are, and how full the slabs.
///
/// @param about one or two sentences below the title
/// @param parts what is held, the part in use first
/// @param fill how many slabs are up to 10 %, 20 % ... 100 % full; empty where that is not known
/// @param classes the size classes
public record Fragmentation(
    String about, List<Part> parts, List<Long> fill, List<SizeClass> classes) implements Section {
  /// Copies the lists.
  public Fragmentation {
    parts = List.copyOf(parts);
    fill = List.copyOf(fill);
    classes = List.copyOf(classes);
  }

  @Override
  public String id() {
    return "fragmentation";
  }

  @Override
  public String title() {
    return "Fragmentation";
  }

  /// Bytes of one kind.
  ///
  /// @param name the kind
  /// @param byteSize how many
  /// @param hint what it means
  public record Part(String name, long byteSize, String hint) {}

  /// Slabs of one size class.
  ///
  /// @param blockBytes the size of a block
  /// @param objects whether its blocks are objects
  /// @param slabs how many slabs
  /// @param live how many live blocks
  /// @param capacity how many blocks fit
  /// @param heldBytes of all slabs
  public record SizeClass(
      long blockBytes, boolean objects, long slabs, long live, long capacity, long heldBytes) {}
}
