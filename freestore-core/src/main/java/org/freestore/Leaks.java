// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.List;
import org.freestore.protection.Site;

/// What is still live in a store and has to be deleted by somebody: [FreeStore#leaks()].
///
/// @param storeName the store
/// @param groups what is live, by type, kind and allocation site, the most bytes first
public record Leaks(String storeName, List<Group> groups) {

  /// Copies the list.
  public Leaks {
    groups = List.copyOf(groups);
  }

  /// Live objects, or raw blocks, that are alike.
  ///
  /// @param typeName the type or, of arrays, the elements'; empty for raw blocks
  /// @param kind how they came to be; [ObjectKind#RAW] for raw blocks
  /// @param count how many there are
  /// @param byteSize of all together, in bytes, without what they hold; of raw blocks their usable
  ///   size
  /// @param heldTexts how many texts they own
  /// @param heldBytes the size of these, in bytes
  /// @param created where they were created, innermost frame first; empty where that was not
  ///   recorded
  public record Group(
      String typeName,
      ObjectKind kind,
      long count,
      long byteSize,
      long heldTexts,
      long heldBytes,
      List<StackTraceElement> created) {

    /// Copies the list.
    public Group {
      created = List.copyOf(created);
    }

    String words() {
      String of = typeName.isEmpty() ? "" : " of type " + typeName;
      String held =
          heldTexts == 0
              ? ""
              : ", holding "
                  + MisuseText.bytes(heldBytes)
                  + " in "
                  + (heldTexts == 1 ? "1 text" : heldTexts + " texts");
      return MisuseText.bytes(byteSize) + " in " + counted(count, kind.words()) + of + held;
    }
  }

  private static String counted(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }

  /// Returns whether nothing is live.
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /// Returns how many objects and arrays are live.
  public long objects() {
    return groups.stream().filter(g -> g.kind != ObjectKind.RAW).mapToLong(Group::count).sum();
  }

  /// Returns how many raw blocks are live.
  public long rawBlocks() {
    return groups.stream().filter(g -> g.kind == ObjectKind.RAW).mapToLong(Group::count).sum();
  }

  /// Returns the size of all that is live, in bytes, texts included.
  public long byteSize() {
    return groups.stream().mapToLong(g -> g.byteSize + g.heldBytes).sum();
  }

  /// Returns one line for those who search logs.
  public String summary() {
    String raw = rawBlocks() == 0 ? "" : counted(rawBlocks(), "raw block");
    String objects = objects() == 0 && rawBlocks() > 0 ? "" : counted(objects(), "object");
    return "SUMMARY: Freestore: "
        + MisuseText.bytes(byteSize())
        + " leaked in "
        + objects
        + (raw.isEmpty() || objects.isEmpty() ? "" : " and ")
        + raw;
  }

  /// Returns the report, from a headline to [#summary()].
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("leaks: store=").append(storeName).append('\n');
    for (Group group : groups) {
      text.append(group.words()).append(group.created.isEmpty() ? "\n" : ", created here:\n");
      group.created.forEach(frame -> text.append("    at ").append(Site.words(frame)).append('\n'));
    }
    if (groups.stream().anyMatch(group -> group.created.isEmpty())) {
      text.append(MisuseText.unknown("created", storeName, false));
    }
    return text.append(summary()).toString();
  }
}
