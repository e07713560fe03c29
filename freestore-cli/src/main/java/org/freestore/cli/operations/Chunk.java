// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.operations;

/// A run of operations as parallel arrays: the form in which they are executed.
///
/// Filled once or again and again; the arrays are handed out as they are, so that a loop over them
/// costs an array access. A [Operand#REALLOC] and its [Operand#FROM] are never parted.
public final class Chunk {
  private final long[] operands;
  private final int[] slots;
  private final int[] threads;
  private int count;

  /// Creates an empty chunk.
  ///
  /// @param capacity how many entries fit
  /// @param threaded whether entries name their thread
  public Chunk(int capacity, boolean threaded) {
    operands = new long[capacity];
    slots = new int[capacity];
    threads = new int[threaded ? capacity : 0];
  }

  public int count() {
    return count;
  }

  public long[] operands() {
    return operands;
  }

  public int[] slots() {
    return slots;
  }

  /// Returns the threads' numbers, from 0 in order of appearance; empty if entries do not name
  /// them.
  public int[] threads() {
    return threads;
  }

  public void count(int newCount) {
    count = newCount;
  }

  boolean hasRoom(int entries) {
    return count + entries <= operands.length;
  }

  /// Adds an entry. The caller has seen to it that there is room.
  public void add(int thread, int slot, long operand) {
    operands[count] = operand;
    slots[count] = slot;
    if (threads.length > 0) {
      threads[count] = thread;
    }
    count++;
  }
}
