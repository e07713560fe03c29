// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapMapBuilderTest {
  private static final long GRANULE = 1 << 16;
  private static final long BLOCK = 1 << 12;
  private static final int PER_SLAB = 16;
  private static final List<String> SITES = List.of("here", "there");

  private static MapSlab slab(long address, int live) {
    return new MapSlab(
        address, GRANULE, BLOCK, MapSlab.Kind.RAW, "main", "s", live, 0, 0, PER_SLAB - live, 0);
  }

  @Test
  void whereThereIsRoomEachBlockHasACell() {
    HeapMapBuilder builder = new HeapMapBuilder(SITES, 1_000);
    builder.add(slab(4 * GRANULE, 2));
    builder.add(slab(GRANULE, 1));
    HeapMapBuilder.Blocks blocks = builder.blocks();
    blocks.add(GRANULE + 3 * BLOCK, 7, BlockFate.LIVE, 1_000, 1);
    blocks.add(4 * GRANULE, 0, BlockFate.CYCLE, -1, -1);
    blocks.add(4 * GRANULE + 15 * BLOCK, -1, BlockFate.LIVE, -1, -1);
    HeapMap map = blocks.build();

    assertThat(map.blocksPerCell()).isEqualTo(1);
    assertThat(map.slabs()).extracting(MapSlab::address).containsExactly(GRANULE, 4 * GRANULE);
    HeapMap.Cells cells = map.cells();
    assertThat(cells.types).hasSize(2 * PER_SLAB);
    assertThat(cells.types[3]).isEqualTo((char) 8);
    assertThat(cells.live[3]).isEqualTo((byte) 255);
    assertThat(cells.sites[3]).isEqualTo((char) 2);
    assertThat(cells.ages[3]).isEqualTo((byte) AgeCode.of(1_000));
    assertThat(cells.types[16]).isEqualTo((char) 1);
    assertThat(cells.fates[16]).isEqualTo((byte) BlockFate.CYCLE.code());
    assertThat(cells.types[31]).isEqualTo((char) 0);
    assertThat(cells.live[31]).isEqualTo((byte) 255);
    assertThat(cells.live[30]).isEqualTo((byte) 0);
  }

  @Test
  void whereThereIsNoRoomACellIsWhatMostOfItsBlocksAre() {
    HeapMapBuilder builder = new HeapMapBuilder(SITES, 8);
    for (int i = 0; i < 4; i++) {
      builder.add(slab(i * GRANULE, 8));
    }
    HeapMapBuilder.Blocks blocks = builder.blocks();
    int[] types = {5, 9, 9, 5, 9};
    for (int i = 0; i < types.length; i++) {
      blocks.add(3 * GRANULE + i * BLOCK, types[i], BlockFate.LIVE, -1, -1);
    }
    HeapMap map = blocks.build();

    assertThat(map.blocksPerCell()).isEqualTo(8);
    assertThat(map.cells().types).containsExactly(new char[] {0, 0, 0, 0, 0, 0, 10, 0});
    assertThat(map.cells().live[6] & 0xff).isEqualTo(Math.round(255 * 5 / 8.0f));
  }

  @Test
  void theLastCellOfASlabIsFullWithFewerBlocks() {
    HeapMapBuilder builder = new HeapMapBuilder(SITES, 2);
    builder.add(new MapSlab(0, GRANULE, 6_000, MapSlab.Kind.RAW, "main", "s", 2, 0, 0, 8, 0));
    HeapMapBuilder.Blocks blocks = builder.blocks();
    blocks.add(8 * 6_000, 1, BlockFate.LIVE, -1, -1);
    blocks.add(9 * 6_000, 1, BlockFate.LIVE, -1, -1);
    HeapMap map = blocks.build();

    assertThat(map.blocksPerCell()).isEqualTo(8);
    assertThat(map.cells().live).containsExactly(0, 255);
  }

  @Test
  void aBlockThatLiesInNoSlabIsLeftOut() {
    HeapMapBuilder builder = new HeapMapBuilder(SITES, 100);
    builder.add(slab(GRANULE, 1));
    HeapMapBuilder.Blocks blocks = builder.blocks();

    assertThat(blocks.add(0, 0, BlockFate.LIVE, -1, -1)).isFalse();
    assertThat(blocks.add(GRANULE, 0, BlockFate.LIVE, -1, -1)).isTrue();
    assertThat(blocks.add(2 * GRANULE, 0, BlockFate.LIVE, -1, -1)).isFalse();
    assertThat(blocks.build().cells().live).contains((byte) 255);
  }

  @Test
  void whoOwnsAPayloadIsKeptWhereItHasACellOfItsOwn() {
    HeapMapBuilder builder = new HeapMapBuilder(SITES, 2);
    builder.add(slab(GRANULE, 2));
    builder.add(
        new MapSlab(
            4 * GRANULE, GRANULE, GRANULE, MapSlab.Kind.LARGE, "store", "s", 1, 0, 0, 0, 0));
    HeapMapBuilder.Blocks blocks = builder.blocks();
    blocks.add(GRANULE, 0, BlockFate.LIVE, -1, -1);
    blocks.owner(2 * GRANULE);
    blocks.add(4 * GRANULE, 0, BlockFate.LIVE, -1, -1);
    blocks.owner(3 * GRANULE);
    HeapMap map = blocks.build();

    assertThat(map.blocksPerCell()).isEqualTo(16);
    assertThat(map.owners().cells()).containsExactly(1);
    assertThat(map.owners().addresses()).containsExactly(3 * GRANULE);
  }

  @Test
  void blocksMustComeByAddress() {
    HeapMapBuilder builder = new HeapMapBuilder(SITES, 100);
    builder.add(slab(GRANULE, 2));
    HeapMapBuilder.Blocks blocks = builder.blocks();
    blocks.add(GRANULE + BLOCK, 0, BlockFate.LIVE, -1, -1);

    assertThatThrownBy(() -> blocks.add(GRANULE, 0, BlockFate.LIVE, -1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blocks must come by address: address=0x10000 latest=0x11000");
  }

  @Test
  void agesAreTellableFromMillisecondsToAYear() {
    assertThat(AgeCode.of(-1)).isZero();
    assertThat(AgeCode.of(0)).isEqualTo(1);
    long[] millis = {20, 100, 1_000, 60_000, 3_600_000, 86_400_000, 31_000_000_000L};
    for (long age : millis) {
      double seconds = Math.pow(2, (AgeCode.of(age) - 1) / 8.0) / 64;
      assertThat(seconds * 1_000 / age).isBetween(0.95, 1.05);
    }
    assertThat(AgeCode.of(Long.MAX_VALUE)).isEqualTo(255);
  }
}
