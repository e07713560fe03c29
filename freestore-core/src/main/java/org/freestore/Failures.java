// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.jspecify.annotations.Nullable;

/// What several things that must all be done throw, and how it reaches the caller unchanged.
final class Failures {
  private Failures() {}

  /// Remembers one more failure: the first is the one that counts, the others are suppressed in it.
  @SuppressWarnings("ReferenceEquality") // a throwable cannot suppress itself
  static Throwable also(@Nullable Throwable first, Throwable next) {
    if (first == null) {
      return next;
    }
    if (first != next) {
      first.addSuppressed(next);
    }
    return first;
  }

  /// Throws a failure unchanged, checked or not; the return type is for the compiler's sake.
  static RuntimeException rethrow(Throwable failure) {
    throw Failures.<RuntimeException>sneak(failure);
  }

  static void rethrowIfAny(@Nullable Throwable failure) {
    if (failure != null) {
      throw rethrow(failure);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
