// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.freestore.acceptance.Verdict.Outcome;
import org.freestore.acceptance.flow.Coin;
import org.freestore.acceptance.kernel.Frame;
import org.freestore.acceptance.kernel.Kernel.Sides;

/// Runs a case's functions, in a store of their own and in the global one, and compares what is
/// reported with what has to be.
final class Judge {
  private static final int MOST_SEEDS = 100;

  private final TestCase test;
  private final List<String> flagged = new ArrayList<>();
  private Outcome outcome = Outcome.EXACT;
  private String badReports = "";
  private int goodRuns;

  private Judge(TestCase test) {
    this.test = test;
  }

  static Verdict judge(TestCase test) {
    Judge judge = new Judge(test);
    judge.in(() -> Frame.isolated(test.kernel()));
    judge.in(Frame::global);
    return new Verdict(test, judge.outcome, judge.badReports, judge.goodRuns, judge.flagged);
  }

  private void in(Supplier<Frame> opening) {
    if (test.flow().number() == 12) {
      badByChance(opening);
    } else {
      bad(Run.of(test, Variant.BAD, opening));
    }
    for (Variant good : Variant.goods(test.kernel().sides(), test.flow().number())) {
      good(good.name(), Run.of(test, good, opening));
    }
  }

  private void bad(Run run) {
    Outcome now =
        run.isExactly(test.kernel())
            ? Outcome.EXACT
            : run.reports().isEmpty() ? Outcome.MISSED : Outcome.OTHER;
    if (now.compareTo(outcome) > 0 || badReports.isEmpty()) {
      outcome = now.compareTo(outcome) > 0 ? now : outcome;
      badReports = run.reports() + " " + run.lastReport();
    }
  }

  private void good(String name, Run run) {
    goodRuns++;
    if (!run.reports().isEmpty()) {
      flagged.add(name + " " + run.reports() + " " + run.exceptions());
    }
  }

  /// The coin may bring a bad source to a good sink; then there is no defect. Goes on until bad has
  /// met bad and each has met good. What a good source and a good sink make of each other is not
  /// what the case is about.
  private void badByChance(Supplier<Frame> opening) {
    boolean sourceVaries =
        test.kernel().sides() == Sides.BOTH || test.kernel().sides() == Sides.SOURCE;
    boolean sinkVaries = test.kernel().sides() != Sides.SOURCE;
    boolean met = false;
    boolean metGoodSink = !sinkVaries;
    boolean metGoodSource = !sourceVaries;
    for (long seed = 0; !(met && metGoodSink && metGoodSource); seed++) {
      if (seed == MOST_SEEDS) {
        throw new AssertionError("the coin is loaded: " + test);
      }
      Coin.seed(seed * 0x9E37_79B9_7F4A_7C15L);
      Run run = Run.of(test, Variant.BAD, opening);
      boolean badSource = !sourceVaries || run.usedBadSource();
      boolean badSink = !sinkVaries || run.usedBadSink();
      if (badSource && badSink) {
        met = true;
        bad(run);
      } else if (badSource || badSink) {
        metGoodSink |= badSource;
        metGoodSource |= badSink;
        good("bad, seed " + seed, run);
      }
    }
  }
}
