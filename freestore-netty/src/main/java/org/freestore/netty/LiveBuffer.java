// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.List;

/// A buffer that was not released yet.
///
/// @param direct whether its memory is a block of the store; otherwise an array of the Java heap
/// @param address of the block, 0 for an array
/// @param capacity in bytes
/// @param referenceCount how often it has to be released, at least 1
/// @param threadName the thread that allocated it; empty where that was not recorded
/// @param allocated where it was allocated, innermost frame first; empty where that was not
///   recorded
public record LiveBuffer(
    boolean direct,
    long address,
    int capacity,
    int referenceCount,
    String threadName,
    List<StackTraceElement> allocated) {

  /// Copies the list.
  public LiveBuffer {
    allocated = List.copyOf(allocated);
  }
}
