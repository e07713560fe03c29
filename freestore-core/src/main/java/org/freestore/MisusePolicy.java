// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// What becomes of a misuse that is found: [FreeStoreOptions#misusePolicy()].
public enum MisusePolicy {
  /// A [MisuseException] is thrown.
  THROW,

  /// Where going on is safe, it is reported, and the program goes on: deletes and frees that are
  /// refused return as if they had been asked for nothing. Listeners are told each time
  /// ([StoreListener#misused(MisuseReport)]); standard error has each report once, by defect and
  /// place. Accesses through references that are stale, or of another type, have nothing to go on
  /// with, and throw.
  REPORT
}
