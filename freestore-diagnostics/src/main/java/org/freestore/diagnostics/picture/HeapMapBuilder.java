// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Packs slabs and their live blocks into a [HeapMap] of bounded size.
///
/// First all slabs are given, then the blocks in the order of their addresses. Where there are more
/// blocks than cells, one cell stands for 2, 4, 8 ... neighbours of a slab and shows what most of
/// them are. Takes 7 bytes a cell and no memory for a block. Not safe for use by several threads.
public final class HeapMapBuilder {
  /// How many cells a map has at most, by default: as many as a page of 10 MB can hold.
  public static final int MOST_CELLS = 2_000_000;

  private static final int MOST_NUMBERS = Character.MAX_VALUE - 1;

  private final int mostCells;
  private final List<String> sites;
  private final List<MapSlab> slabs = new ArrayList<>();

  /// @param sites names of allocation sites, which blocks name by their index
  /// @param mostCells how many cells the map may have, unless there are more slabs
  public HeapMapBuilder(List<String> sites, int mostCells) {
    this.sites = List.copyOf(sites);
    this.mostCells = mostCells;
  }

  /// Adds a slab, in any order.
  public void add(MapSlab slab) {
    slabs.add(slab);
  }

  /// Returns what takes the blocks. No slab can be added any more.
  public Blocks blocks() {
    slabs.sort(Comparator.comparingLong(MapSlab::address));
    return new Blocks();
  }

  /// Takes live blocks and makes the map.
  public final class Blocks {
    private final int blocksPerCell = chooseBlocksPerCell();
    private final HeapMap.Cells cells =
        new HeapMap.Cells(Math.toIntExact(cellCount(blocksPerCell)));
    private final Tally types = new Tally();
    private final Tally fates = new Tally();
    private final Tally ages = new Tally();
    private final Tally blockSites = new Tally();
    private int slab;
    private int firstCellOfSlab;
    private int cell = -1;
    private int live;
    private long latest = -1;
    private final Owners owners = new Owners();

    private Blocks() {}

    /// Adds a live block.
    ///
    /// @param address where it starts, no less than the one before
    /// @param type its number in the page's list of names, or -1 where it is not known
    /// @param fate what is known of who holds it
    /// @param ageMillis how old it is, in milliseconds, or -1 where that was not recorded
    /// @param site its allocation site's index, or -1 where that was not recorded
    /// @return whether it lies in a slab of the map. One that does not was allocated while the heap
    ///   was looked at, and is left out
    /// @throws IllegalArgumentException if the address is less than the one before
    public boolean add(long address, int type, BlockFate fate, long ageMillis, int site) {
      if (address < latest) {
        throw new IllegalArgumentException(
            "blocks must come by address: address=%#x latest=%#x".formatted(address, latest));
      }
      latest = address;
      if (!findSlab(address)) {
        return false;
      }
      moveTo(cellOf(address));
      live++;
      types.add(number(type));
      fates.add(fate.code());
      if (ageMillis >= 0) {
        ages.add(AgeCode.of(ageMillis));
      }
      if (site >= 0) {
        blockSites.add(number(site));
      }
      return true;
    }

    /// Says which object the block that was added last is the payload of. Kept where the block has
    /// a cell of its own.
    ///
    /// @param address where the block of the object starts
    public void owner(long address) {
      if (blocksPerCell == 1 || slabs.get(slab).capacity() == 1) {
        owners.add(cell, address);
      }
    }

    /// Returns the map.
    public HeapMap build() {
      writeCell();
      return new HeapMap(slabs, sites, blocksPerCell, cells, owners);
    }

    private boolean findSlab(long address) {
      while (slab < slabs.size()
          && slabs.get(slab).address() + slabs.get(slab).byteSize() <= address) {
        firstCellOfSlab += (int) cellsOf(slabs.get(slab), blocksPerCell);
        slab++;
      }
      return slab < slabs.size()
          && slabs.get(slab).address() <= address
          && slabs.get(slab).capacity() > 0;
    }

    private int cellOf(long address) {
      MapSlab found = slabs.get(slab);
      long block = (address - found.address()) / found.blockBytes();
      long last = cellsOf(found, blocksPerCell) - 1;
      return firstCellOfSlab + (int) Math.min(last, block / blocksPerCell);
    }

    private void moveTo(int next) {
      if (next != cell) {
        writeCell();
        cell = next;
        live = 0;
        types.clear();
        fates.clear();
        ages.clear();
        blockSites.clear();
      }
    }

    private void writeCell() {
      if (cell < 0) {
        return;
      }
      cells.types[cell] = (char) types.most();
      cells.fates[cell] = (byte) fates.most();
      cells.ages[cell] = (byte) ages.most();
      cells.sites[cell] = (char) blockSites.most();
      cells.live[cell] = (byte) Math.clamp(Math.round(255.0 * live / blocksOfCell()), 1, 255);
    }

    /// The last cell of a slab may stand for fewer. A cell is written after the next slab was
    /// found.
    private long blocksOfCell() {
      int first = firstCellOfSlab;
      int of = slab;
      while (of >= slabs.size() || first > cell) {
        of--;
        first -= (int) cellsOf(slabs.get(of), blocksPerCell);
      }
      long before = (long) (cell - first) * blocksPerCell;
      return Math.max(1, Math.min(blocksPerCell, slabs.get(of).capacity() - before));
    }
  }

  private static int number(int index) {
    return index < 0 || index >= MOST_NUMBERS ? 0 : index + 1;
  }

  private int chooseBlocksPerCell() {
    int blocksPerCell = 1;
    while (cellCount(blocksPerCell) > Math.max(mostCells, slabs.size())) {
      blocksPerCell *= 2;
    }
    return blocksPerCell;
  }

  private long cellCount(int blocksPerCell) {
    return slabs.stream().mapToLong(slab -> cellsOf(slab, blocksPerCell)).sum();
  }

  private static long cellsOf(MapSlab slab, int blocksPerCell) {
    return Math.ceilDiv(slab.capacity(), blocksPerCell);
  }
}
