// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A part of what the public API promises, over every set of options. After every test the store is
/// intact.
abstract class StoreContract {
  static final long KIB = 1L << 10;
  static final long MIB = 1L << 20;
  static final long GIB = 1L << 30;

  /// What is written for every one of its bytes would take too long.
  static final long LARGEST_GUARDED_BYTES = 64 * MIB;

  final OptionSet set;
  FreeStore store;

  StoreContract(OptionSet set) {
    this.set = set;
    this.store = set.open();
  }

  @BeforeEach
  void nothingIsInUse() {
    assertThat(Figures.of(store).liveBlocks()).isZero();
  }

  @AfterEach
  void theStoreIsIntactAndCloses() {
    store.verify();
    Figures.of(store);
    store.close();
    assertThat(Figures.of(store).heldBytes()).isZero();
  }

  /// Returns every size up to 2 KiB, and those around every boundary and one in a hundred up to 1
  /// MiB.
  static List<Long> sizes() {
    LongStream dense = LongStream.rangeClosed(0, 2 * KIB);
    LongStream sparse = LongStream.iterate(2 * KIB, s -> s <= MIB, s -> s + s / 100);
    LongStream boundaries =
        IntStream.rangeClosed(11, 20)
            .boxed()
            .flatMapToLong(shift ->
                LongStream.rangeClosed(8, 16)
                    .map(eighths -> (eighths << shift) / 8)
                    .flatMap(s -> LongStream.of(s - 1, s, s + 1)));
    return LongStream.concat(dense, LongStream.concat(sparse, boundaries))
        .filter(s -> s <= MIB + 1)
        .distinct()
        .boxed()
        .toList();
  }

  /// Returns sizes of every kind: small, medium, the last of the classes, large.
  static List<Long> someSizes() {
    return List.of(
        0L,
        1L,
        8L,
        24L,
        48L,
        128L,
        129L,
        1000L,
        4096L,
        5000L,
        16 * KIB,
        20_000L,
        64 * KIB,
        64 * KIB + 1,
        200_000L,
        MIB,
        3 * MIB + 7);
  }

  /// Returns live blocks as the walk shows them: usable bytes by address.
  Map<Long, Long> walk() {
    Map<Long, Long> blocks = new HashMap<>();
    store.walk((address, usableBytes) ->
        assertThat(blocks.put(address, usableBytes)).as("shown once").isNull());
    return blocks;
  }

  long liveBlocks() {
    return Figures.of(store).liveBlocks();
  }
}
