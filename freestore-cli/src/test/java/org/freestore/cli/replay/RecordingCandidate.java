// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freestore.cli.allocator.AllocatorFault;
import org.freestore.cli.allocator.BumpCandidate;

/// Notes which thread did what, and finds frees of blocks that are not live.
class RecordingCandidate extends BumpCandidate {
  private final List<String> calls = new ArrayList<>();
  private final Map<Long, String> allocatedBy = new HashMap<>();

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized int live() {
    return allocatedBy.size();
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    long address = super.alignedAlloc(slot, byteSize, byteAlignment);
    synchronized (this) {
      calls.add(thread() + " allocates " + byteSize);
      allocatedBy.put(address, thread());
    }
    return address;
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    long moved = super.realloc(fromSlot, address, slot, byteSize);
    synchronized (this) {
      calls.add(thread() + " resizes what " + gone(address) + " allocated to " + byteSize);
    }
    return moved;
  }

  @Override
  public synchronized void free(int slot, long address) {
    calls.add(thread() + " frees what " + gone(address) + " allocated");
  }

  private String gone(long address) {
    String thread = allocatedBy.remove(address);
    if (thread == null) {
      throw new AllocatorFault("freed what is not live: address=" + address);
    }
    return thread;
  }

  private static String thread() {
    return Thread.currentThread().getName();
  }
}
