// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.memory.Memory;
import org.freestore.os.FaultyOsMemory;
import org.freestore.os.HostMemory;
import org.freestore.region.Region;
import org.freestore.region.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The regions of a space share a window. Whatever the window's size, they share no byte of it.
class SpaceTest {
  private static final int DESCRIPTOR_BYTES = 128;

  private record Range(String name, long start, long end) {
    boolean isApartFrom(Range other) {
      return equals(other) || end <= other.start || other.end <= start;
    }
  }

  private static Window window(FaultyOsMemory os, int shift) {
    return Objects.requireNonNull(Window.reserve(os, 1L << shift));
  }

  private static List<Region> regions(Window window) {
    Space space = new Space(window);
    Region ordinary = space.region(false);
    Region huge = space.region(true);
    return ordinary == huge ? List.of(ordinary) : List.of(ordinary, huge);
  }

  private static int granules(Region region) {
    return (int) (region.byteSize() / Region.GRANULE_BYTES);
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 26, 27, 28, 29, 30, 31, 32, 33, 36, 40})
  void theBlocksAndTablesOfRegionsDoNotOverlap(int shift) {
    try (FaultyOsMemory os = new FaultyOsMemory(HostMemory.open())) {
      Window window = window(os, shift);
      List<Range> ranges = new ArrayList<>();
      for (Region region : regions(window)) {
        int count = granules(region);
        ranges.add(new Range("blocks", region.base(), region.address(count)));
        ranges.add(new Range("map", region.mapWord(0), region.mapWord(count)));
        ranges.add(new Range("descriptors", region.descriptor(0), region.descriptor(count)));
        long states = region.allocateStates(64);
        ranges.add(new Range("side tables", states, states + region.byteSize() / 8));
      }
      for (Range range : ranges) {
        assertThat(ranges).allMatch(range::isApartFrom, "is apart from " + range);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 28, 30, 31, 32, 40})
  void theRegionsOfAWindowUseAllOfIt(int shift) {
    try (FaultyOsMemory os = new FaultyOsMemory(HostMemory.open())) {
      Window window = window(os, shift);
      assertThat(regions(window).stream().mapToLong(Region::byteSize).sum()).isEqualTo(1L << shift);
    }
  }

  /// The compiled fast paths find a granule's word from the window's base, whichever region it is
  /// in.
  @ParameterizedTest
  @ValueSource(ints = {25, 26, 27, 28, 29, 30, 31, 32, 33, 36, 40})
  void theWordOfAGranuleIsAtItsPlaceInTheWindowsMap(int shift) {
    try (FaultyOsMemory os = new FaultyOsMemory(HostMemory.open())) {
      Window window = window(os, shift);
      for (Region region : regions(window)) {
        long first = (region.base() - window.base()) / Region.GRANULE_BYTES;
        assertThat(region.mapWord(0)).isEqualTo(window.mapBase() + first * Long.BYTES);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 28, 31, 34})
  void regionsAreUsableToTheirLastGranuleAndNotBeyond(int shift) {
    try (FaultyOsMemory os = new FaultyOsMemory(HostMemory.open())) {
      for (Region region : regions(window(os, shift))) {
        int count = granules(region);
        assertThat(region.allocateRun(count, 1)).isZero();
        Memory.putLong(region.address(count) - Long.BYTES, 1);
        Memory.putLong(region.mapWord(count - 1), 1);
        Memory.putInt(region.descriptor(count) - DESCRIPTOR_BYTES, 1);
        assertThat(region.contains(region.address(count) - 1)).isTrue();
        assertThat(region.contains(region.address(count))).isFalse();
        assertThat(region.allocateRun(1, 1)).isEqualTo(Region.NO_RUN);
        assertThat(region.firstBrokenInvariant()).isNull();
      }
    }
  }
}
