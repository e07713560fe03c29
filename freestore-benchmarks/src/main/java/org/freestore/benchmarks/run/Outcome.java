// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.HashMap;
import java.util.Map;

/// What one process measured.
///
/// @param figures by name, as the process printed them
/// @param hash of the work done; empty where there is none to compare
public record Outcome(Map<String, Double> figures, String hash) {
  private static final String PREFIX = "result ";

  /// Reads the result line among a process's output.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Outcome parse(String output) {
    String line =
        output
            .lines()
            .filter(each -> each.startsWith(PREFIX))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no result line in: " + output));
    Map<String, Double> figures = new HashMap<>();
    String hash = "";
    for (String word : line.substring(PREFIX.length()).split(" ")) {
      int equals = word.indexOf('=');
      String value = word.substring(equals + 1);
      if (word.startsWith("hash=")) {
        hash = value;
      } else {
        figures.put(word.substring(0, equals), Double.valueOf(value));
      }
    }
    return new Outcome(Map.copyOf(figures), hash);
  }

  /// Returns a figure.
  ///
  /// @throws IllegalArgumentException if the process did not print it
  public double figure(String name) {
    Double value = figures.get(name);
    if (value == null) {
      throw new IllegalArgumentException("figure=" + name + " have=" + figures.keySet());
    }
    return value;
  }

  /// Returns this outcome with one more figure.
  public Outcome with(String name, double value) {
    Map<String, Double> more = new HashMap<>(figures);
    more.put(name, value);
    return new Outcome(Map.copyOf(more), hash);
  }
}
