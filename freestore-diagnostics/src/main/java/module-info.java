// SPDX-License-Identifier: Apache-2.0

/// Shows who owns which memory of [Freestore][org.freestore]: leaks, snapshots and what grew
/// between two of them, events, metrics, a picture of the heap.
///
/// Nothing here is on the way of an allocation: what is shown is read from the live heap by a walk,
/// when somebody asks.
module org.freestore.diagnostics {
  requires com.fasterxml.jackson.core;
  requires transitive org.freestore;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;
  requires static org.junit.platform.commons;

  exports org.freestore.diagnostics.junit;
  exports org.freestore.diagnostics.leak;
  exports org.freestore.diagnostics.snapshot;

  provides org.freestore.StoreListener with
      org.freestore.diagnostics.leak.LeakListener;
}
