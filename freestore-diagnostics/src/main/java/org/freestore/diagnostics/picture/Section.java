// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a page. Each has an id, which links point to, and a title.
public sealed interface Section
    permits HeapMap,
        TypeTable,
        SiteTree,
        LeakTable,
        Fragmentation,
        TimeLine,
        Section.Bars,
        Section.Histogram,
        Section.Table,
        Section.Group,
        Section.Missing {

  /// Returns the id, unique in the page: letters, digits and hyphens.
  String id();

  /// Returns the title.
  String title();

  /// A few amounts beside each other, as bars.
  ///
  /// @param id as [#id()]
  /// @param title as [#title()]
  /// @param about one or two sentences below the title
  /// @param unit as of [Fact]
  /// @param rows the amounts; the first is the one that the page is about
  record Bars(String id, String title, String about, String unit, List<Bar> rows)
      implements Section {
    /// Copies the list.
    public Bars {
      rows = List.copyOf(rows);
    }
  }

  /// One bar.
  ///
  /// @param label its name
  /// @param value how much, or null where it was not measured
  /// @param note a word behind the number; empty for none
  record Bar(String label, @Nullable Double value, String note) {}

  /// How many there are of each size.
  ///
  /// @param id as [#id()]
  /// @param title as [#title()]
  /// @param about one or two sentences below the title
  /// @param buckets the smallest first
  record Histogram(String id, String title, String about, List<Bucket> buckets) implements Section {
    /// Copies the list.
    public Histogram {
      buckets = List.copyOf(buckets);
    }
  }

  /// A size, or a range of them.
  ///
  /// @param label the size
  /// @param count how many
  record Bucket(String label, long count) {}

  /// A table that sorts.
  ///
  /// @param id as [#id()]
  /// @param title as [#title()]
  /// @param about one or two sentences below the title
  /// @param columns its columns
  /// @param sorted the index of the column to sort by at first
  /// @param rows a String for each column of text, a Number or null for each other
  record Table(
      String id,
      String title,
      String about,
      List<Column> columns,
      int sorted,
      List<List<@Nullable Object>> rows)
      implements Section {
    /// Copies the lists.
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /// A table's column.
  ///
  /// @param label its head
  /// @param unit as of [Fact], or `text`
  record Column(String label, String unit) {}

  /// Sections under a heading, beside each other where there is room.
  ///
  /// @param id as [#id()]
  /// @param title as [#title()]
  /// @param about one or two sentences below the title
  /// @param facts headline numbers
  /// @param sections the parts
  record Group(String id, String title, String about, List<Fact> facts, List<Section> sections)
      implements Section {
    /// Copies the lists.
    public Group {
      facts = List.copyOf(facts);
      sections = List.copyOf(sections);
    }
  }

  /// Says why a section is not there.
  ///
  /// @param id as [#id()]
  /// @param title as [#title()]
  /// @param reason a sentence: why, and what to do to have it
  record Missing(String id, String title, String reason) implements Section {}
}
