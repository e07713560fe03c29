// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

/// How long to measure.
///
/// A C program is as fast as it gets after its first passes; Java code is compiled while it runs,
/// the more of it the longer. So the warm-up differs; what is measured after it does not.
///
/// @param quick whether the figures need not mean anything
/// @param rounds how many processes of each candidate
/// @param nativeWarmupMillis before a C program is measured
/// @param javaWarmupMillis before a Java program of one thread is measured
/// @param threadsWarmupMillis before a Java program of several threads is measured, whose compiler
///   counts as long as it is at work
/// @param measureMillis for all
public record Settings(
    boolean quick,
    int rounds,
    int nativeWarmupMillis,
    int javaWarmupMillis,
    int threadsWarmupMillis,
    int measureMillis) {

  /// Returns settings for figures to quote.
  public static Settings full(int rounds) {
    return new Settings(false, rounds, 300, 2000, 4000, 1000);
  }

  /// Returns settings that only show that everything runs.
  public static Settings quick(int rounds) {
    return new Settings(true, rounds, 5, 20, 20, 10);
  }
}
