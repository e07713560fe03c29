// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;

/// What changed over time, or over a number of operations.
///
/// @param id as [Section#id()]
/// @param title as [Section#title()]
/// @param about one or two sentences below the title
/// @param xLabel what it goes along, such as `time`
/// @param xUnit its unit, as of [Fact]
/// @param yUnit the series' unit, as of [Fact]
/// @param x the moments, ascending
/// @param series what was seen at each of them
public record TimeLine(
    String id,
    String title,
    String about,
    String xLabel,
    String xUnit,
    String yUnit,
    List<Double> x,
    List<Series> series)
    implements Section {

  /// Copies the lists.
  ///
  /// @throws IllegalArgumentException if a series has not as many values as there are moments
  public TimeLine {
    x = List.copyOf(x);
    series = List.copyOf(series);
    for (Series one : series) {
      if (one.values.size() != x.size()) {
        throw new IllegalArgumentException(
            "a series needs a value for each moment: series=%s values=%d moments=%d"
                .formatted(one.name, one.values.size(), x.size()));
      }
    }
  }

  /// One line.
  ///
  /// @param name its name
  /// @param values one a moment; NaN where nothing is known
  public record Series(String name, List<Double> values) {
    /// Copies the list.
    public Series {
      values = List.copyOf(values);
    }
  }
}
