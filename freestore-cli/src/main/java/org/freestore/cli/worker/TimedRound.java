// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

/// What a time worker says of a round.
///
/// @param cpuNanos CPU time of all its operations
/// @param elapsedNanos time of day it took, with all that is not counted
/// @param operations how many it executed, the trace repeated as often as it takes
/// @param refused how many allocations the candidate refused
record TimedRound(long cpuNanos, long elapsedNanos, long operations, long refused) {
  double nanosPerOperation() {
    return (double) cpuNanos / operations;
  }

  String toLine() {
    return cpuNanos + " " + elapsedNanos + " " + operations + " " + refused;
  }

  static TimedRound ofLine(String line) {
    String[] fields = line.split(" ", -1);
    return new TimedRound(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]));
  }
}
