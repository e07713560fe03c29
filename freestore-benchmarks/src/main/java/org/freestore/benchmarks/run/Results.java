// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What all processes measured, by case, candidate and round.
public final class Results {
  private final Map<String, Case> cases = new LinkedHashMap<>();
  private final Map<String, Map<Candidate, List<Outcome>>> outcomes = new LinkedHashMap<>();
  private final Map<String, String> hashes = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  /// Adds the next round's outcome. A hash that differs from that of the case's other outcomes is a
  /// failure, and the outcome is dropped: it is of other work.
  public void add(Case test, Candidate candidate, Outcome outcome) {
    cases.put(test.name(), test);
    String expected = hashes.putIfAbsent(test.name(), outcome.hash());
    if (expected != null && !expected.equals(outcome.hash())) {
      fail(
          test.name() + ", " + candidate.title(),
          "did other work: hash=" + outcome.hash() + " expected=" + expected);
      return;
    }
    outcomes
        .computeIfAbsent(test.name(), name -> new EnumMap<>(Candidate.class))
        .computeIfAbsent(candidate, key -> new ArrayList<>())
        .add(outcome);
  }

  /// Notes that a process failed.
  public void fail(String where, String message) {
    failures.add(where + ": " + message);
  }

  /// Returns the cases that have outcomes, in the order in which they ran.
  public List<Case> cases() {
    return List.copyOf(cases.values());
  }

  /// Returns the case of a name, if it has outcomes.
  public Optional<Case> find(String name) {
    return Optional.ofNullable(cases.get(name));
  }

  /// Returns a figure of every round; empty if there is none.
  public List<Double> values(Case test, Candidate candidate, Figure figure) {
    return outcomes.getOrDefault(test.name(), Map.of()).getOrDefault(candidate, List.of()).stream()
        .map(outcome -> figure.of(test, outcome))
        .toList();
  }

  /// Returns what failed.
  public List<String> failures() {
    return Collections.unmodifiableList(failures);
  }
}
