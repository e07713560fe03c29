// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.Objects;
import org.freestore.FreeStore;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Parcel;
import org.jspecify.annotations.Nullable;

/// What other classes see: constants, variables, functions.
final class Globals {
  static final boolean CONST_TRUE = true;
  static final boolean CONST_FALSE = false;
  static final int CONST_FIVE = 5;
  static boolean isTrue = true;
  static boolean isFalse;
  static int five = 5;

  /// Set by the caller of flow 22, looked at by what it calls.
  static boolean flag;

  /// A static object off the Java heap, for the whole program: what flow 68 puts its data in.
  private static @Nullable Parcel parcel;

  private Globals() {}

  static boolean returnsTrue() {
    return true;
  }

  static boolean returnsFalse() {
    return false;
  }

  static void store(Data<?> data) {
    if (parcel == null) {
      parcel = FreeStore.createStatic(Parcel.class);
    }
    data.store(parcel);
  }

  static Data<?> load() {
    return Data.load(Objects.requireNonNull(parcel));
  }
}
