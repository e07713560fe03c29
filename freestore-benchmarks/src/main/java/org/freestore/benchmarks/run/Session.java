// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.freestore.benchmarks.run.Candidate.Side;
import org.freestore.benchmarks.run.Case.Program;

/// Runs cases in rounds. Within a case the candidates alternate, a process each, in an order that
/// moves on from round to round, so that a machine that is slow for a while is slow for all.
public final class Session {
  private final Settings settings;
  private final NativeSide nativeSide;
  private final JavaSide javaSide;
  private final JmhRun jmh;
  private final PrintStream progress;
  private final Results results = new Results();

  /// Prepares a session.
  ///
  /// @param progress told what runs
  public Session(Settings settings, NativeSide nativeSide, PrintStream progress) {
    this.settings = settings;
    this.nativeSide = nativeSide;
    this.javaSide = new JavaSide(nativeSide);
    this.jmh = new JmhRun(javaSide);
    this.progress = progress;
  }

  /// Runs the cases and returns what they measured. Processes that fail are noted and left out.
  public Results run(List<Case> cases) {
    for (int round = 0; round < settings.rounds(); round++) {
      for (int i = 0; i < cases.size(); i++) {
        progress.printf(
            "round %d of %d, %d of %d: %s%n",
            round + 1, settings.rounds(), i + 1, cases.size(), cases.get(i).name());
        runRound(cases.get(i), round);
      }
    }
    return results;
  }

  private void runRound(Case test, int round) {
    List<Candidate> order = new ArrayList<>(test.candidates());
    Collections.rotate(order, -round);
    for (Candidate candidate : order) {
      try {
        results.add(test, candidate, measure(test, candidate));
      } catch (BenchException e) {
        String where = test.name() + ", " + candidate.title();
        progress.println(where + ": " + e.problem());
        results.fail(where, e.problem());
      }
    }
  }

  private Outcome measure(Case test, Candidate candidate) {
    List<String> words = new ArrayList<>(test.arguments());
    if (test.program() == Program.JMH) {
      return jmh.run(settings, candidate, words);
    }
    if (test.program() != Program.FIRST_ALLOCATION) {
      words.add("warmup=" + warmupMillis(test, candidate));
      words.add("measure=" + settings.measureMillis());
    }
    if (settings.quick()) {
      words.addAll(test.quickArguments());
    }
    return candidate.side() == Side.NATIVE
        ? nativeSide.run(candidate, words)
        : javaSide.run(test, candidate, words);
  }

  private int warmupMillis(Case test, Candidate candidate) {
    if (candidate.side() == Side.NATIVE) {
      return settings.nativeWarmupMillis();
    }
    return test.program() == Program.THREADS
        ? settings.threadsWarmupMillis()
        : settings.javaWarmupMillis();
  }
}
