// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

/// One run of a workload's work.
@FunctionalInterface
public interface Pass {
  /// Does the work and returns its hash, which is the same every time.
  long run();
}
