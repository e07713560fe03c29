// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.scenario;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.freestore.PointerArray;
import org.freestore.StoreObject;
import org.freestore.diagnostics.fixture.Car;
import org.freestore.diagnostics.fixture.CarStruct;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.jspecify.annotations.Nullable;

/// Leaks of caches, listener lists and other containers.
final class Containers {
  private Containers() {}

  /// The cache is dropped with all that is in it.
  static void cacheNeverEvicted(FreeStore store, boolean repaired) {
    Map<Integer, Car> cache = new HashMap<>();
    for (int request = 0; request < 300; request++) {
      cache.computeIfAbsent(
          request % 100,
          key -> {
            Car car = CarStruct.createIn(store); // leaks: cacheNeverEvicted
            car.name("car " + key);
            return car;
          });
    }
    if (repaired) {
      cache.values().forEach(FreeStore::delete);
    }
  }

  /// What a new entry replaces is forgotten.
  static void cacheReplacesEntries(FreeStore store, boolean repaired) {
    Map<Integer, Car> cache = new HashMap<>();
    for (int request = 0; request < 30; request++) {
      Car fresh = CarStruct.createIn(store); // leaks: cacheReplacesEntries
      Car old = cache.put(request % 10, fresh);
      if (repaired) {
        FreeStore.delete(old);
      }
    }
    cache.values().forEach(FreeStore::delete);
  }

  /// The map evicts, and nobody deletes what it evicted.
  static void cacheEvictsWithoutDeleting(FreeStore store, boolean repaired) {
    Map<Integer, IntArray> cache =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, IntArray> eldest) {
            if (size() > 8 && repaired) {
              FreeStore.deleteArray(eldest.getValue());
            }
            return size() > 8;
          }
        };
    for (int i = 0; i < 50; i++) {
      cache.put(i, IntArray.createIn(store, 100)); // leaks: cacheEvictsWithoutDeleting
    }
    cache.values().forEach(FreeStore::deleteArray);
  }

  /// A listener is unlinked, but not deleted.
  static void listenerUnlinked(FreeStore store, boolean repaired) {
    Node list = NodeStruct.createIn(store);
    for (int i = 0; i < 5; i++) {
      Node listener = NodeStruct.createIn(store); // leaks: listenerUnlinked
      listener.next(list.next());
      list.next(listener);
    }
    for (Node listener = list.next(); listener != null; listener = list.next()) {
      list.next(listener.next());
      listener.next(null);
      if (repaired) {
        FreeStore.delete(listener);
      }
    }
    FreeStore.delete(list);
  }

  /// The head of a list is deleted, and what follows is not.
  static void listenersOutliveTheList(FreeStore store, boolean repaired) {
    Node list = NodeStruct.createIn(store);
    Node last = list;
    for (int i = 0; i < 5; i++) {
      Node listener = NodeStruct.createIn(store); // leaks: listenersOutliveTheList
      last.next(listener);
      last = listener;
    }
    Node next = list.next();
    FreeStore.delete(list);
    while (repaired && next != null) {
      Node after = next.next();
      FreeStore.delete(next);
      next = after;
    }
  }

  /// A ring of windows that know each other is dropped as a whole.
  static void ringOfWindows(FreeStore store, boolean repaired) {
    Node first = null;
    Node last = null;
    for (int i = 0; i < 4; i++) {
      Node window = NodeStruct.createIn(store); // leaks: ringOfWindows
      if (last == null) {
        first = window;
      } else {
        last.next(window);
        window.previous(last);
      }
      last = window;
    }
    close(first, last, repaired);
  }

  private static void close(@Nullable Node first, @Nullable Node last, boolean repaired) {
    if (first == null || last == null) {
      return;
    }
    last.next(first);
    first.previous(last);
    Node window = first;
    for (int i = 0; i < 4 && repaired && window != null; i++) {
      Node next = window.next();
      FreeStore.delete(window);
      window = next;
    }
  }

  /// An array of pointers is deleted, and what they point to is not.
  static void rowOfPointers(FreeStore store, boolean repaired) {
    PointerArray<Car> row = FreeStore.createPointerArrayIn(store, Car.class, 10);
    for (int i = 0; i < 10; i++) {
      row.set(i, CarStruct.createIn(store)); // leaks: rowOfPointers
    }
    for (int i = 0; i < 10 && repaired; i++) {
      FreeStore.delete(row.get(i));
    }
    FreeStore.deleteArray(row);
  }

  /// A worker stops with work left in its queue.
  static void queueOfWork(FreeStore store, boolean repaired) {
    Queue<Car> queue = new ArrayDeque<>();
    for (int i = 0; i < 10; i++) {
      queue.add(CarStruct.createIn(store)); // leaks: queueOfWork
    }
    for (int i = 0; i < 6; i++) {
      FreeStore.delete(queue.remove());
    }
    while (repaired && !queue.isEmpty()) {
      FreeStore.delete(queue.remove());
    }
  }

  /// Only the root of a tree is deleted.
  static void treeWithoutItsRoot(FreeStore store, boolean repaired) {
    Node root = NodeStruct.createIn(store);
    root.next(subtree(store, 3));
    root.previous(subtree(store, 3));
    if (repaired) {
      deleteTree(root);
    } else {
      FreeStore.delete(root);
    }
  }

  private static Node subtree(FreeStore store, int depth) {
    Node node = NodeStruct.createIn(store); // leaks: treeWithoutItsRoot
    if (depth > 0) {
      node.next(subtree(store, depth - 1));
      node.previous(subtree(store, depth - 1));
    }
    return node;
  }

  private static void deleteTree(@Nullable Node node) {
    if (node != null && ((StoreObject) node).isAlive()) {
      deleteTree(node.next());
      deleteTree(node.previous());
      FreeStore.delete(node);
    }
  }
}
