// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All that a picture of a heap shows, however it came to be known.
///
/// @param title what the heap is of
/// @param subtitle when, and of which process
/// @param facts headline numbers
/// @param typeNames names of types, which the parts refer to by their index
/// @param map slabs and blocks
/// @param types what is live by type
/// @param sites a [SiteTree], or a [Section.Missing] that says why there is none
/// @param leaks a [LeakTable], or a [Section.Missing]
/// @param fragmentation what is held and not in use
/// @param usage a [TimeLine], or a [Section.Missing]
/// @param footer the last line
public record PictureData(
    String title,
    String subtitle,
    List<Fact> facts,
    List<String> typeNames,
    HeapMap map,
    TypeTable types,
    Section sites,
    Section leaks,
    Fragmentation fragmentation,
    Section usage,
    String footer) {
  /// Copies the lists.
  public PictureData {
    facts = List.copyOf(facts);
    typeNames = List.copyOf(typeNames);
  }

  /// Returns the page that shows it.
  public Page page() {
    List<Section> sections =
        new ArrayList<>(List.of(map, types, sites, leaks, fragmentation, usage));
    List<Integer> order =
        types.rows().stream()
            .sorted(Comparator.comparingLong(TypeTable.Row::byteSize).reversed())
            .map(TypeTable.Row::type)
            .toList();
    return new Page("Freestore heap", title, subtitle, facts, typeNames, order, sections, footer);
  }
}
