// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

/// Numbers the recorded program's threads from 0 in order of appearance. An id that returns after
/// its thread has ended is a new thread.
final class ThreadNumbers {
  /// The limit on threads over the whole trace.
  static final int MAX_THREADS = 1 << 20;

  /// What [#number] returns for an id that has not been seen.
  static final int UNKNOWN = BlockMap.ABSENT;

  private final BlockMap numbers = new BlockMap();
  private int count;
  private int alive;
  private long latestId = -1;
  private int latestNumber = UNKNOWN;

  /// Returns the number of a living thread, or [#UNKNOWN].
  int number(long id) {
    if (id != latestId) {
      latestId = id;
      latestNumber = numbers.get(id);
    }
    return latestNumber;
  }

  /// Begins a thread with an unknown id and returns its number.
  int begin(long id) {
    numbers.put(id, count);
    latestId = id;
    latestNumber = count;
    alive++;
    return count++;
  }

  /// Ends a living thread.
  void end(long id) {
    numbers.remove(id);
    latestId = -1;
    alive--;
  }

  /// Returns how many threads there were.
  int count() {
    return count;
  }

  /// Returns how many threads are alive.
  int alive() {
    return alive;
  }
}
