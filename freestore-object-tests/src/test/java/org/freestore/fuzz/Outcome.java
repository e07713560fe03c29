// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What came of something: a result, or what it threw.
///
/// @param <T> of the result
record Outcome<T>(@Nullable T result, @Nullable RuntimeException failure) {

  static <T> Outcome<T> of(Supplier<? extends @Nullable T> task) {
    try {
      return new Outcome<T>(task.get(), null);
    } catch (RuntimeException failure) {
      return new Outcome<T>(null, failure);
    }
  }

  /// Compares the failures, and those suppressed in them.
  ///
  /// @throws FuzzFailure if they are not the same
  void requireFailureOf(Outcome<?> expected) {
    List<String> actual = words(failure);
    List<String> wanted = words(expected.failure);
    if (!actual.equals(wanted)) {
      throw new FuzzFailure("threw " + actual + ", expected " + wanted, failure);
    }
  }

  private static List<String> words(@Nullable Throwable failure) {
    List<String> words = new ArrayList<>();
    if (failure != null) {
      words.add(failure.getClass().getSimpleName() + " " + failure.getMessage());
      for (Throwable suppressed : failure.getSuppressed()) {
        words.addAll(words(suppressed));
      }
    }
    return words;
  }
}
