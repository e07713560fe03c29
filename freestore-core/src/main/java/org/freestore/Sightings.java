// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.List;
import org.freestore.MisuseReport.Block;
import org.freestore.object.Header;
import org.freestore.store.BlockSighting;
import org.jspecify.annotations.Nullable;

/// What blocks of objects look like at this moment, for reports.
final class Sightings {
  /// How many blocks before and after the one in question a report shows.
  private static final int NEIGHBOURS = 2;

  private Sightings() {}

  static List<Block> neighbourhood(@Nullable BlockSighting sight) {
    return sight == null
        ? List.of()
        : sight.neighbourhood(NEIGHBOURS).stream().map(Sightings::block).toList();
  }

  static Block block(BlockSighting sight) {
    ObjectKind kind = ObjectKind.of(Header.kind(sight.header()));
    if (sight.state() == 0 || kind == ObjectKind.RAW) {
      return new Block(sight.address(), sight.byteSize(), "unused", "", ObjectKind.RAW, -1);
    }
    return new Block(
        sight.address(),
        sight.byteSize(),
        state(sight.state()),
        HeaderType.of(sight.header()).name(),
        kind,
        sight.generation());
  }

  private static String state(int state) {
    return switch (state) {
      case Header.LIVE -> "live";
      case Header.DESTROYING -> "being destroyed";
      case Header.RETIRED -> "retired";
      case Header.DETAINED -> "kept for segments";
      default -> "free";
    };
  }
}
