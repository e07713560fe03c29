// SPDX-License-Identifier: Apache-2.0

/// Shows who owns which memory of [Freestore][org.freestore]: leaks, snapshots and what grew
/// between two of them, events, metrics, a picture of the heap.
///
/// Nothing here is on the way of an allocation: what is shown is read from the live heap by a walk,
/// when somebody asks.
module org.freestore.diagnostics {
  requires com.fasterxml.jackson.core;
  requires static java.instrument;
  requires transitive java.management;
  requires static java.management.rmi;
  requires static jdk.attach;
  requires jdk.jfr;
  requires static micrometer.core;
  requires transitive org.freestore;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;
  requires static org.junit.platform.commons;

  exports org.freestore.diagnostics.attach;
  exports org.freestore.diagnostics.event;
  exports org.freestore.diagnostics.junit;
  exports org.freestore.diagnostics.leak;
  exports org.freestore.diagnostics.management;
  exports org.freestore.diagnostics.metrics;
  exports org.freestore.diagnostics.picture;
  exports org.freestore.diagnostics.snapshot;

  provides org.freestore.StoreListener with
      org.freestore.diagnostics.event.DiagnosticsListener,
      org.freestore.diagnostics.leak.LeakListener,
      org.freestore.diagnostics.management.ManagementListener,
      org.freestore.diagnostics.snapshot.AllocationTotals;
}
