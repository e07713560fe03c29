// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The JVM's log of its pauses: the times when it stopped all threads, for whatever reason, from
/// the request to the end; and the times when a thread waited for ZGC to free memory.
final class JvmPauses {
  static final List<String> LOG_OPTIONS = List.of("-Xlog:safepoint,gc:stdout");

  private static final Pattern SAFEPOINT = Pattern.compile("Safepoint .*Total: *(\\d+) ns");
  private static final Pattern STALL = Pattern.compile("Allocation Stall .* (\\d+\\.\\d+)ms");
  private static final double NANOS_PER_MILLI = 1e6;

  private JvmPauses() {}

  /// Returns the longest pause in a process's output; 0 if it logged none.
  static double longestNanos(String output) {
    return Math.max(
        longest(SAFEPOINT.matcher(output)), longest(STALL.matcher(output)) * NANOS_PER_MILLI);
  }

  private static double longest(Matcher matcher) {
    return matcher
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .max()
        .orElse(0);
  }
}
