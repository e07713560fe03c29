// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.freestore.store.Store;

/// Goes on after a delete or a free that was refused, where the store's [MisusePolicy] says so.
final class Recovery {
  private static final int MOST_REPORTED = 1000;

  /// The defects and places that standard error has been told of.
  private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

  private Recovery() {}

  /// Throws the exception, unless it refuses a delete or a free and to report it is enough: what a
  /// destructor throws on its way is no such refusal. The policy is that of the store whose memory
  /// it is about; of what belongs to none that is open, the global store's.
  static void goOnOrThrow(RuntimeException refused) {
    if (!(refused instanceof MisuseException misuse)) {
      throw refused;
    }
    goOnOrThrow(misuse, owner(misuse.report()));
  }

  /// The same where a store was asked, whosever memory it is about.
  static void goOnOrThrow(MisuseException refused, FreeStore asked) {
    MisuseReport report = refused.report();
    if (!isRefusal(report.defect()) || asked.options().misusePolicy() == MisusePolicy.THROW) {
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

  /// Of several stores of the name in the report, the one that has the memory. By now that may be
  /// another store's: then the name decides.
  private static FreeStore owner(MisuseReport report) {
    Store owner = Store.ofAddress(report.address());
    if (owner != null && owner.settings().name().equals(report.storeName())) {
      return FreeStore.of(owner);
    }
    for (FreeStore store : Stores.open()) {
      if (store.name().equals(report.storeName())) {
        return store;
      }
    }
    return FreeStore.global();
  }
}
