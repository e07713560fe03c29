// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;

/// Slabs and their blocks in the order of their addresses, as [HeapMapBuilder] packs them: columns
/// of numbers, which a page of some megabytes can hold for a heap of many gigabytes.
public final class HeapMap implements Section {
  private final List<MapSlab> slabs;
  private final List<String> sites;
  private final int blocksPerCell;
  private final Cells cells;
  private final Owners owners;

  /// What the cells hold, one entry a cell in each array.
  static final class Cells {
    /// The type's number and one, or 0.
    final char[] types;

    /// How much of it is live: 255 for all.
    final byte[] live;

    /// Codes of [BlockFate].
    final byte[] fates;

    /// Codes of [AgeCode].
    final byte[] ages;

    /// The site's number and one, or 0.
    final char[] sites;

    Cells(int count) {
      types = new char[count];
      live = new byte[count];
      fates = new byte[count];
      ages = new byte[count];
      sites = new char[count];
    }
  }

  HeapMap(List<MapSlab> slabs, List<String> sites, int blocksPerCell, Cells cells, Owners owners) {
    this.slabs = List.copyOf(slabs);
    this.sites = List.copyOf(sites);
    this.blocksPerCell = blocksPerCell;
    this.cells = cells;
    this.owners = owners;
  }

  @Override
  public String id() {
    return "map";
  }

  @Override
  public String title() {
    return "Heap map";
  }

  /// Returns how many neighbouring blocks one cell stands for at most; 1 for each block its own.
  public int blocksPerCell() {
    return blocksPerCell;
  }

  List<MapSlab> slabs() {
    return slabs;
  }

  List<String> sites() {
    return sites;
  }

  Cells cells() {
    return cells;
  }

  Owners owners() {
    return owners;
  }
}
