// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The buffers of an allocator that were not released yet: of an allocator that should be at rest,
/// its leaks.
///
/// @param storeName the store that direct buffers are in
/// @param buffers the largest first
public record LiveBuffers(String storeName, List<LiveBuffer> buffers) {

  /// Copies the list, and sorts it.
  public LiveBuffers {
    buffers =
        buffers.stream().sorted(Comparator.comparingInt(LiveBuffer::capacity).reversed()).toList();
  }

  /// Returns whether all buffers were released.
  public boolean isEmpty() {
    return buffers.isEmpty();
  }

  /// Returns the capacity of all together, in bytes.
  public long byteSize() {
    return buffers.stream().mapToLong(LiveBuffer::capacity).sum();
  }

  /// Returns one line for those who search logs.
  public String summary() {
    return "SUMMARY: Freestore: " + counted(buffers) + " not released";
  }

  /// Returns the report, from a headline to [#summary()]: buffers that are alike in one line, with
  /// where they were allocated.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("buffers: store=").append(storeName).append('\n');
    groups().forEach((like, group) -> text.append(line(like, group)));
    if (buffers.stream().anyMatch(buffer -> buffer.allocated().isEmpty())) {
      text.append("allocated by: ").append(Misuse.notRecorded(storeName));
    }
    return text.append(summary()).toString();
  }

  private record Likeness(boolean direct, String threadName, List<StackTraceElement> allocated) {}

  private Map<Likeness, List<LiveBuffer>> groups() {
    Map<Likeness, List<LiveBuffer>> groups = new LinkedHashMap<>();
    for (LiveBuffer buffer : buffers) {
      Likeness like = new Likeness(buffer.direct(), buffer.threadName(), buffer.allocated());
      groups.computeIfAbsent(like, ignored -> new ArrayList<>()).add(buffer);
    }
    return groups;
  }

  private static String line(Likeness like, List<LiveBuffer> group) {
    String what = counted(group) + (like.direct ? ", direct" : ", heap");
    if (like.allocated.isEmpty()) {
      return what + "\n";
    }
    return what
        + ", "
        + Misuse.lines("allocated", new History.Site(like.threadName, like.allocated));
  }

  private static String counted(List<LiveBuffer> group) {
    long bytes = group.stream().mapToLong(LiveBuffer::capacity).sum();
    return bytes + " bytes in " + (group.size() == 1 ? "1 buffer" : group.size() + " buffers");
  }
}
