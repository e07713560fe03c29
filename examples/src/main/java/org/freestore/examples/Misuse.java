// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import java.util.Objects;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.FreeStoreException;
import org.freestore.IntArray;
import org.freestore.MemoryResource;
import org.freestore.StructArray;

/// What C++ leaves undefined, and what happens here: one headline each. The whole report has more:
/// what the object was, who deleted it, who lives there now.
///
/// ```cpp
/// Car* car = new Car(1);
/// delete car;
/// delete car;             // undefined: perhaps a crash, perhaps somebody else's memory
/// ```
public final class Misuse {
  private Misuse() {}

  public static void main(String[] arguments) {
    show("delete twice", Misuse::deleteTwice);
    show("use after delete", Misuse::useAfterDelete);
    show("use after delete through a stored pointer", Misuse::followDanglingPointer);
    show("use after the scope ended", Misuse::useAfterScope);
    show("delete of an automatic object", Misuse::deleteAutomatic);
    show("delete of an element", Misuse::deleteElement);
    show("delete of an array", Misuse::deleteOfArray);
    show("deleteArray of an object", Misuse::deleteArrayOfObject);
    show("index out of bounds", Misuse::indexOutOfBounds);
    show("negative length", () -> IntArray.create(-1));
    show("cast to what it is not", Misuse::wrongCast);
    show("no memory", () -> CarStruct.createIn(MemoryResource.none(), 1));
  }

  private static void show(String misuse, Runnable commit) {
    try {
      commit.run();
      System.out.println(misuse + ": not noticed");
    } catch (FreeStoreException | IndexOutOfBoundsException e) {
      String headline = Objects.requireNonNull(e.getMessage()).lines().findFirst().orElse("");
      System.out.println(misuse + ": " + e.getClass().getSimpleName() + "\n  " + masked(headline));
    }
  }

  /// Addresses and generations differ from run to run.
  private static String masked(String headline) {
    return headline
        .replaceAll("0x[0-9a-f]+", "0x...")
        .replaceAll("generation=[0-9]+", "generation=...");
  }

  private static void deleteTwice() {
    ListNode node = ListNodeStruct.create(1, null);
    FreeStore.delete(node);
    FreeStore.delete(node);
  }

  private static void useAfterDelete() {
    ListNode node = ListNodeStruct.create(1, null);
    FreeStore.delete(node);
    node.value(2);
  }

  private static void followDanglingPointer() {
    try (AutoScope scope = AutoScope.open()) {
      ListNode second = ListNodeStruct.create(2, null);
      ListNode first = ListNodeStruct.createIn(scope, 1, second);
      FreeStore.delete(second);
      ListNode dangling = Objects.requireNonNull(first.next());
      dangling.value();
    }
  }

  private static void useAfterScope() {
    ListNode kept;
    try (AutoScope scope = AutoScope.open()) {
      kept = ListNodeStruct.createIn(scope, 1, null);
    }
    kept.value();
  }

  private static void deleteAutomatic() {
    try (AutoScope scope = AutoScope.open("request")) {
      FreeStore.delete(ListNodeStruct.createIn(scope, 1, null));
    }
  }

  private static void deleteElement() {
    try (AutoScope scope = AutoScope.open()) {
      StructArray<Point> points = scope.createArray(Point.class, 3);
      FreeStore.delete(points.get(1));
    }
  }

  private static void deleteOfArray() {
    IntArray array = IntArray.create(3);
    try {
      FreeStore.delete((Object) array);
    } finally {
      FreeStore.deleteArray(array);
    }
  }

  private static void deleteArrayOfObject() {
    ListNode node = ListNodeStruct.create(1, null);
    try {
      FreeStore.deleteArray((Object) node);
    } finally {
      FreeStore.delete(node);
    }
  }

  private static void indexOutOfBounds() {
    IntArray array = IntArray.create(3);
    try {
      array.set(3, 1);
    } finally {
      FreeStore.deleteArray(array);
    }
  }

  private static void wrongCast() {
    Object node = ListNodeStruct.create(1, null);
    try {
      PointStruct.cast(node);
    } finally {
      FreeStore.delete(node);
    }
  }
}
