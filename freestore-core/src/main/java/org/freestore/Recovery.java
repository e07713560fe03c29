// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Goes on after a delete or a free that was refused, where the store's [MisusePolicy] says so.
final class Recovery {
  private static final int MOST_REPORTED = 1000;

  /// The defects and places that standard error has been told of.
  private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

  private Recovery() {}

  /// Throws the exception, unless it refuses a delete or a free and to report it is enough: what a
  /// destructor throws on its way is no such refusal.
  static void goOnOrThrow(RuntimeException refused) {
    if (!(refused instanceof MisuseException misuse)) {
      throw refused;
    }
    MisuseReport report = misuse.report();
    if (!isRefusal(report.defect()) || policy(report.storeName()) == MisusePolicy.THROW) {
      throw refused;
    }
    if (REPORTED.size() < MOST_REPORTED && REPORTED.add(report.summary())) {
      System.err.println(report.text());
    }
  }

  private static boolean isRefusal(Defect defect) {
    return switch (defect) {
      case DOUBLE_DELETE,
          INVALID_DELETE,
          MISMATCHED_DELETE,
          DOUBLE_FREE,
          BAD_FREE,
          FREE_SIZE_MISMATCH ->
          true;
      case USE_AFTER_DELETE, TYPE_MISMATCH, UNINITIALIZED_READ, PURE_VIRTUAL_CALL, EXPIRED_WEAK ->
          false;
    };
  }

  /// Returns the policy of a store; of what belongs to none that is open, the global store's.
  private static MisusePolicy policy(String storeName) {
    for (FreeStore store : Stores.open()) {
      if (store.name().equals(storeName)) {
        return store.options().misusePolicy();
      }
    }
    return FreeStore.global().options().misusePolicy();
  }
}
