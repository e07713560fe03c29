// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import static org.freestore.benchmarks.report.Target.Comparison.AT_MOST;

import java.util.ArrayList;
import java.util.List;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Results;

/// The project's targets for objects, with default options and all checks on.
final class ObjectTargets {
  /// The cases and groups that the targets read.
  static final List<String> CASES =
      List.of(
          "object-operations",
          "structures",
          "binary-trees",
          "many-objects",
          "generations",
          "jmh-object-pair",
          "jmh-auto-scope");

  /// The payload of an object of `many-objects`.
  private static final int PARTICLE_BYTES = 24;

  /// The two ways to use objects.
  private static final List<Candidate> WAYS = List.of(Candidate.FREESTORE, Candidate.BY_REFERENCE);

  private final Readings readings;
  private final List<Target> targets = new ArrayList<>();

  private ObjectTargets(Results results) {
    readings = new Readings(results);
  }

  /// Returns all targets with what the results say about them.
  static List<Target> of(Results results) {
    ObjectTargets targets = new ObjectTargets(results);
    targets.addPair();
    targets.addFieldReads();
    targets.addStructures();
    targets.addBinaryTrees();
    targets.addAutoScope();
    targets.addManyObjects();
    targets.addGenerations();
    return List.copyOf(targets.targets);
  }

  private void addPair() {
    for (Candidate base : List.of(Candidate.MIMALLOC, Candidate.GLIBC)) {
      addRatio("object-pair", Figure.CPU, Candidate.FREESTORE, base, 1.0);
    }
    addRatio("object-pair", Figure.CPU, Candidate.BY_CLASS, Candidate.FREESTORE, 1.5);
    addGarbage("jmh-object-pair");
  }

  private void addFieldReads() {
    for (Candidate way : WAYS) {
      addRatio("field-read-array", Figure.CPU, way, Candidate.UNCHECKED, 2.0);
    }
    addRatio(
        "field-read-array", Figure.CPU, Candidate.FREESTORE, Candidate.UNCHECKED_FLYWEIGHTS, 2.0);
    addRatio("field-read-pointers", Figure.CPU, Candidate.FREESTORE, Candidate.UNCHECKED, 2.0);
    for (int statements : new int[] {500, 3000}) {
      String name = "field-read-" + statements + "-statements";
      for (Candidate way : WAYS) {
        addRatio(name, Figure.CPU, way, Candidate.UNCHECKED, 1.5);
      }
      addRatio(name, Figure.CPU, Candidate.FREESTORE, Candidate.UNCHECKED_FLYWEIGHTS, 1.5);
    }
  }

  private void addStructures() {
    for (String name : new String[] {"binary-tree", "linked-list", "hash-table"}) {
      for (Candidate way : WAYS) {
        addRatio(name, Figure.CPU, way, Candidate.UNCHECKED, 1.15);
      }
    }
  }

  private void addBinaryTrees() {
    for (int depth : new int[] {18, 21}) {
      for (int threads : new int[] {1, 2}) {
        String name = "binary-trees-" + depth + "-" + threads;
        WAYS.forEach(way -> addBinaryTrees(name, threads == 1 ? Figure.CPU : Figure.ELAPSED, way));
      }
    }
  }

  private void addBinaryTrees(String name, Figure time, Candidate way) {
    addRatio(name, time, way, Candidate.GLIBC, 1.0);
    addRatio(name, time, way, Candidate.MIMALLOC, 1.2);
    addRatio(name, Figure.PEAK, way, Candidate.GLIBC, 1.1);
    addRatio(name, Figure.PEAK, way, Candidate.MIMALLOC, 1.1);
    addRatio(name, Figure.PEAK_GROWTH, way, Candidate.GLIBC, 1.1);
    addRatio(name, Figure.PEAK_GROWTH, way, Candidate.MIMALLOC, 1.1);
  }

  private void addAutoScope() {
    add("auto-scope", 10, "ns", readings.median("auto-scope", Candidate.FREESTORE, Figure.CPU));
    addGarbage("jmh-auto-scope");
  }

  private void addManyObjects() {
    String name = "many-objects";
    add(
        name + ", resident above payload of 24 B",
        Long.BYTES + PARTICLE_BYTES / 8.0,
        "B",
        readings.median(name, Candidate.FREESTORE, Figure.OVERHEAD));
    add(
        name + ", " + Figure.LONGEST_CPU.title(),
        1,
        "ms",
        readings.median(name, Candidate.FREESTORE, Figure.LONGEST_CPU));
  }

  private void addGenerations() {
    for (String name : new String[] {"slot-reuse", "generations-255", "generations-4095"}) {
      add(
          name + ", " + Figure.RETIRED_SHARE.title(),
          0.1,
          "%",
          readings.median(name, Candidate.FREESTORE, Figure.RETIRED_SHARE));
    }
    add(
        "slot-reuse, " + Figure.GENERATIONS_UNUSED.title(),
        0.1,
        "%",
        readings.median("slot-reuse", Candidate.FREESTORE, Figure.GENERATIONS_UNUSED));
  }

  private void addGarbage(String name) {
    add(
        name + ", garbage on the Java heap",
        Targets.NO_GARBAGE_BYTES,
        "B/op",
        readings.median(name, Candidate.FREESTORE, Figure.GARBAGE));
  }

  private void addRatio(
      String name, Figure figure, Candidate candidate, Candidate base, double limit) {
    add(
        "%s, %s: %s ÷ %s".formatted(name, figure.title(), candidate.title(), base.title()),
        limit,
        "×",
        readings.ratio(name, figure, candidate, base));
  }

  private void add(String what, double limit, String unit, Reading measured) {
    targets.add(new Target(what, AT_MOST, limit, unit, measured));
  }
}
