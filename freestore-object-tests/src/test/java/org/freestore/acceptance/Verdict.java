// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// How a case went.
///
/// @param test the case
/// @param bad what became of the bad function
/// @param badReports what it reported, for messages
/// @param goodRuns how often good functions ran
/// @param flagged what was reported of good functions, which is to be nothing
record Verdict(TestCase test, Outcome bad, String badReports, int goodRuns, List<String> flagged) {

  enum Outcome {
    /// What was expected was reported, and nothing else.
    EXACT,
    /// Something else was reported.
    OTHER,
    /// Nothing was reported.
    MISSED
  }

  boolean isPerfect() {
    return bad == Outcome.EXACT && flagged.isEmpty();
  }

  /// Says what was expected and what was found, in a line for the bad function and one for each
  /// good one that was flagged.
  @Override
  public String toString() {
    String line =
        "%s: %s, expected %s, found %s"
            .formatted(test, bad, test.kernel().expectation(), firstLine(badReports));
    return flagged.isEmpty()
        ? line
        : line
            + flagged.stream().map(good -> "\n    flagged " + firstLine(good)).collect(joining());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("nothing");
  }
}
