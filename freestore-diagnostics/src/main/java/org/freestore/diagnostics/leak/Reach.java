// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

/// Who leads to a live block.
public enum Reach {
  /// A root does, or is it: automatic, static or [registered][
  /// org.freestore.diagnostics.snapshot.Roots] objects. No leak. Memcheck's *still reachable*.
  REACHABLE("reachable", "Reachable"),

  /// Nobody. Memcheck's *definitely lost*; an object that only points to itself is one, too.
  DIRECT("direct", "Direct leak"),

  /// Only objects that it leads to itself: it is in a ring of objects that hold each other, to
  /// which nobody else leads.
  CYCLE("cycle", "Cycle leak"),

  /// Only leaks do. Memcheck's *indirectly lost*.
  INDIRECT("indirect", "Indirect leak"),

  /// It matches a [suppression][Suppressions], or only such that do lead to it.
  SUPPRESSED("suppressed", "Suppressed"),

  /// It ends with an owner that was not seen: a text that was new, or changed hands, while the walk
  /// went on.
  UNSETTLED("unsettled", "Unsettled");

  private final String words;
  private final String headline;

  Reach(String words, String headline) {
    this.words = words;
    this.headline = headline;
  }

  /// Returns whether it is a leak.
  public boolean isLeak() {
    return this == DIRECT || this == CYCLE || this == INDIRECT;
  }

  /// Returns it in a word, as reports have it.
  public String words() {
    return words;
  }

  String headline() {
    return headline;
  }
}
