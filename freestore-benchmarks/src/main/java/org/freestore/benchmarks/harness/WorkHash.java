// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

/// The hash of what a workload did, the same on both sides.
public final class WorkHash {
  private WorkHash() {}

  public static long fold(long hash, long value) {
    return (hash ^ value) * 0x9E3779B97F4A7C15L;
  }
}
