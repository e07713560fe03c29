// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import java.util.List;
import org.freestore.acceptance.flow.Turn;
import org.freestore.acceptance.kernel.Kernel.Sides;

/// One of the functions of a case: the bad one, or one of the good ones.
///
/// @param name Juliet's
/// @param badSource whether the source is the bad one
/// @param badSink whether the sink is the bad one
/// @param turn how the flow's conditions stand
record Variant(String name, boolean badSource, boolean badSink, Turn turn) {
  static final Variant BAD = new Variant("bad", true, true, Turn.STRAIGHT);

  /// Returns Juliet's good functions of a case. Where a flow has conditions, each side is mended
  /// twice, under a condition that is true and in the `else` of one that is false.
  static List<Variant> goods(Sides sides, int flow) {
    boolean twice = flow >= 2 && flow <= 15 && flow != 12;
    boolean flags = flow == 21 || flow == 22;
    return switch (sides) {
      case BOTH ->
          twice
              ? List.of(
                  sink("goodB2G1", Turn.SINK_INVERTED),
                  sink("goodB2G2", Turn.STRAIGHT),
                  source("goodG2B1", Turn.SOURCE_INVERTED),
                  source("goodG2B2", Turn.STRAIGHT))
              : flags
                  ? List.of(
                      sink("goodB2G1", Turn.SINK_INVERTED),
                      sink("goodB2G2", Turn.STRAIGHT),
                      source("goodG2B", Turn.STRAIGHT))
                  : List.of(sink("goodB2G", Turn.STRAIGHT), source("goodG2B", Turn.STRAIGHT));
      case SOURCE ->
          twice
              ? List.of(source("goodG2B1", Turn.SOURCE_INVERTED), source("goodG2B2", Turn.STRAIGHT))
              : List.of(source("goodG2B", Turn.STRAIGHT));
      case SINK ->
          twice || flags
              ? List.of(sink("goodB2G1", Turn.SINK_INVERTED), sink("goodB2G2", Turn.STRAIGHT))
              : List.of(sink("goodB2G", Turn.STRAIGHT));
      case WHOLE ->
          twice
              ? List.of(sink("good1", Turn.SINK_INVERTED), sink("good2", Turn.STRAIGHT))
              : List.of(sink("good1", Turn.STRAIGHT));
    };
  }

  /// From a bad source to a good sink.
  private static Variant sink(String name, Turn turn) {
    return new Variant(name, true, false, turn);
  }

  /// From a good source to a bad sink.
  private static Variant source(String name, Turn turn) {
    return new Variant(name, false, true, turn);
  }
}
