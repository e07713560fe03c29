// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

/// Which way the conditions of a flow point. In a flow without conditions they make no difference.
///
/// @param sourceInverted whether the source stands in the `else` of a condition that is false,
///   rather than under one that is true
/// @param sinkInverted the same of the sink
public record Turn(boolean sourceInverted, boolean sinkInverted) {
  /// Both stand under conditions that are true.
  public static final Turn STRAIGHT = new Turn(false, false);

  public static final Turn SOURCE_INVERTED = new Turn(true, false);

  public static final Turn SINK_INVERTED = new Turn(false, true);
}
