// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.Pass;

/// Data structures that are built, searched, rebuilt and taken down again, as in structures.c.
public final class Structures {
  private static final int TREE_OPERATIONS = 4;
  private static final int LIST_OPERATIONS = 4 + LinkedList.WALKS;
  private static final int TABLE_OPERATIONS = 4;

  private Structures() {}

  /// Measures the structure of a name and prints the result line.
  public static void run(String name, Parameters parameters) {
    switch (name) {
      case "binary-tree" -> {
        Keys keys = Keys.multiplesOf(1, parameters);
        Pass pass =
            switch (Variant.ofProcess()) {
              case STRUCTS -> new BinaryTree(keys);
              case STRUCTS_BY_REFERENCE -> new BinaryTreeByReference(keys);
              case UNCHECKED -> new UncheckedBinaryTree(keys);
              default -> throw Variant.ofProcess().missing();
            };
        print(parameters, pass, TREE_OPERATIONS * keys.count());
      }
      case "linked-list" -> {
        Keys keys = Keys.multiplesOf(1, parameters);
        Pass pass =
            switch (Variant.ofProcess()) {
              case STRUCTS -> new LinkedList(keys);
              case STRUCTS_BY_REFERENCE -> new LinkedListByReference(keys);
              case UNCHECKED -> new UncheckedLinkedList(keys);
              default -> throw Variant.ofProcess().missing();
            };
        print(parameters, pass, LIST_OPERATIONS * keys.count());
      }
      case "hash-table" -> {
        Keys keys = Keys.multiplesOf(2, parameters);
        Pass pass =
            switch (Variant.ofProcess()) {
              case STRUCTS -> new HashTable(keys);
              case STRUCTS_BY_REFERENCE -> new HashTableByReference(keys);
              case UNCHECKED -> new UncheckedHashTable(keys);
              default -> throw Variant.ofProcess().missing();
            };
        print(parameters, pass, TABLE_OPERATIONS * keys.count());
      }
      default -> throw new IllegalArgumentException("no such structure: name=" + name);
    }
  }

  private static void print(Parameters parameters, Pass pass, int operations) {
    new Measurement(parameters).print(CpuClock.THREAD, pass, operations);
  }
}
