// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freestore.ObjectKind;
import org.freestore.diagnostics.snapshot.Shape;

/// Numbers the types of a snapshot, under the names that a page has for them: `Car`, `int[]`, `raw
/// block`.
final class TypeNumbers {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Integer> byWords = new LinkedHashMap<>();
  private final int[] ofShape;

  TypeNumbers(List<Shape> shapes) {
    ofShape = new int[shapes.size()];
    for (int i = 0; i < ofShape.length; i++) {
      ofShape[i] = number(name(shapes.get(i)));
      byWords.putIfAbsent(shapes.get(i).words(), ofShape[i]);
    }
  }

  private int number(String name) {
    return numbers.computeIfAbsent(name, _ -> numbers.size());
  }

  static String name(Shape shape) {
    return name(shape.typeName(), shape.kind());
  }

  /// Objects of a type are one, however they came to be, unless they end by themselves.
  static String name(String typeName, ObjectKind kind) {
    if (typeName.isEmpty()) {
      return kind.words();
    }
    String type = kind.isArray() ? typeName + "[]" : typeName;
    return switch (kind) {
      case AUTOMATIC, AUTOMATIC_ARRAY -> type + " (automatic)";
      case STATIC, STATIC_ARRAY -> type + " (static)";
      case CONTROL -> "counts of shared " + typeName;
      default -> type;
    };
  }

  int ofShape(int shape) {
    return ofShape[shape];
  }

  /// Returns the type whose shape has these words.
  int ofWords(String words) {
    return byWords.getOrDefault(words, SiteTree.NO_TYPE);
  }

  /// Returns the names by number.
  List<String> names() {
    return new ArrayList<>(numbers.keySet());
  }
}
