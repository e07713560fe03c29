// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.benchmarks.allocator.Allocator;

/// What the objects of a measured process are. It knows one kind only, that [Allocator#PROPERTY]
/// names.
enum Variant {
  /// Structs of Freestore, by their generated classes.
  STRUCTS("freestore"),
  /// Structs of Freestore, created by their interface's class.
  STRUCTS_BY_CLASS("by-class"),
  /// Structs of Freestore by their references, no Java object for any.
  STRUCTS_BY_REFERENCE("by-reference"),
  /// Raw blocks of Freestore, read and written by `sun.misc.Unsafe`.
  UNCHECKED("unchecked"),
  /// Flyweights as those of structs, over raw blocks, nothing checked.
  UNCHECKED_FLYWEIGHTS("unchecked-flyweights"),
  /// Plain Java objects.
  JAVA("java");

  private static final Variant SELECTED = selected();

  private final String word;

  Variant(String word) {
    this.word = word;
  }

  /// Returns those of this process.
  static Variant ofProcess() {
    return SELECTED;
  }

  private static Variant selected() {
    String word = System.getProperty(Allocator.PROPERTY, STRUCTS.word);
    for (Variant variant : values()) {
      if (variant.word.equals(word)) {
        return variant;
      }
    }
    throw new IllegalArgumentException("no such objects: name=" + word);
  }

  /// Returns the exception for a workload that has none of this kind.
  IllegalArgumentException missing() {
    return new IllegalArgumentException("the workload has no such objects: name=" + word);
  }
}
