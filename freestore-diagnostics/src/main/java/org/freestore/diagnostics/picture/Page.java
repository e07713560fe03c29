// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;

/// What a page shows, from top to bottom.
///
/// @param program whose page it is, at the left of the bar on top
/// @param title the heading
/// @param subtitle a line below it
/// @param facts headline numbers
/// @param typeNames names of types, which sections refer to by their index
/// @param typeOrder indices of these, those with the most bytes first: what gets colours of its own
/// @param sections the sections
/// @param footer the last line
public record Page(
    String program,
    String title,
    String subtitle,
    List<Fact> facts,
    List<String> typeNames,
    List<Integer> typeOrder,
    List<Section> sections,
    String footer) {
  /// Copies the lists.
  public Page {
    facts = List.copyOf(facts);
    typeNames = List.copyOf(typeNames);
    typeOrder = List.copyOf(typeOrder);
    sections = List.copyOf(sections);
  }
}
