// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

/// The one line a measured process prints, as harness.c prints it.
public final class ResultLine {
  private final StringBuilder figures = new StringBuilder();

  /// Adds a figure after the fixed ones.
  public ResultLine with(String key, long value) {
    figures.append(' ').append(key).append('=').append(value);
    return this;
  }

  public void print(long operations, long cpuNanos, long wallNanos, long hash) {
    String hex = Long.toHexString(hash);
    StringBuilder line = new StringBuilder("result operations=").append(operations);
    line.append(" cpuNanos=").append(cpuNanos).append(" wallNanos=").append(wallNanos);
    line.append(" hash=").append("0".repeat(16 - hex.length())).append(hex).append(figures);
    System.out.println(line);
  }
}
