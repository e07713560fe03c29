// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freestore.Leaks.Group;
import org.freestore.StructType.Content;
import org.freestore.StructType.Property;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.freestore.protection.ObjectSites;
import org.freestore.protection.Site;
import org.jspecify.annotations.Nullable;

/// Counts what is live in a store and does not end by itself.
final class LeakCensus {
  /// What is counted together.
  ///
  /// @param byteSize of raw blocks; 0 for objects
  private record Key(
      String typeName, ObjectKind kind, long byteSize, List<StackTraceElement> created) {}

  private static final class Sum {
    long count;
    long byteSize;
    long heldTexts;
    long heldBytes;
  }

  private final Map<Key, Sum> sums = new HashMap<>();

  private final FreeStore store;

  private LeakCensus(FreeStore store) {
    this.store = store;
  }

  static Leaks of(FreeStore store) {
    LeakCensus census = new LeakCensus(store);
    store.walkObjects(census::count);
    store.walk(census::countRaw);
    return new Leaks(store.name(), census.groups());
  }

  private void count(LiveObject object) {
    if (object.kind().endsByItself()) {
      return;
    }
    ObjectSites.Life life = ObjectSites.of(object.reference());
    Sum sum =
        sum(
            new Key(
                object.typeName(), object.kind(), 0, frames(life == null ? null : life.created())));
    sum.count++;
    sum.byteSize += object.byteSize();
    countTexts(object, sum);
  }

  private void countRaw(long address, long usableBytes) {
    Sum sum = sum(new Key("", ObjectKind.RAW, usableBytes, frames(store.siteOf(address))));
    sum.count++;
    sum.byteSize += usableBytes;
  }

  private static List<StackTraceElement> frames(@Nullable Site site) {
    return site == null ? List.of() : site.frames();
  }

  private Sum sum(Key key) {
    return sums.computeIfAbsent(key, _ -> new Sum());
  }

  private static void countTexts(LiveObject object, Sum sum) {
    StructType<?> type = HeaderType.of(Reference.header(object.reference())).type();
    if (type == null || object.typeName().endsWith("*")) {
      return;
    }
    long length = Math.max(1, object.arrayLength());
    for (long i = 0; i < length && holdsTexts(type); i++) {
      countTexts(type, object.reference(), object.address() + i * type.byteSize(), sum);
    }
  }

  private static boolean holdsTexts(StructType<?> type) {
    return type.properties().stream()
        .anyMatch(property ->
            property.content() == Content.TEXT
                || (property.embedded() != null && holdsTexts(property.embedded())));
  }

  private static void countTexts(StructType<?> type, long owner, long address, Sum sum) {
    for (Property property : type.properties()) {
      StructType<?> embedded = property.embedded();
      if (property.content() == Content.TEXT) {
        countText(owner, Memory.getLong(address + property.offset()), sum);
      } else if (embedded != null && holdsTexts(embedded)) {
        long end = property.offset() + property.byteSize();
        for (long at = property.offset(); at < end; at += embedded.byteSize()) {
          countTexts(embedded, owner, address + at, sum);
        }
      }
    }
  }

  /// What was read is a text of the owner's only if the owner is still alive.
  private static void countText(long owner, long text, Sum sum) {
    long header = Reference.header(text);
    if (text != 0
        && !Reference.isStale(owner)
        && Header.isOf(header, text)
        && Header.kind(header) == Kind.TEXT) {
      sum.heldTexts++;
      sum.heldBytes += Texts.byteSize(text);
    }
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    sums.forEach((key, sum) -> groups.add(group(key, sum)));
    groups.sort(
        Comparator.comparingLong((Group group) -> -group.byteSize() - group.heldBytes())
            .thenComparing(Group::typeName)
            .thenComparing(Group::kind)
            .thenComparingLong(group -> -group.count()));
    return groups;
  }

  private static Group group(Key key, Sum sum) {
    return new Group(
        key.typeName(),
        key.kind(),
        sum.count,
        sum.byteSize,
        sum.heldTexts,
        sum.heldBytes,
        key.created());
  }
}
