// SPDX-License-Identifier: Apache-2.0
package org.freestore.concurrency;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The closing words.
final class Summary {
  private static final int MOST_COMPLAINTS = 5;

  private Summary() {}

  /// Prints a line a test and the sum.
  ///
  /// @return whether all is well
  static boolean print(List<Verdict> verdicts, long seconds) {
    System.out.println();
    verdicts.stream().sorted(Comparator.comparing(Verdict::test)).forEach(Summary::printLine);
    long bad = verdicts.stream().filter(verdict -> !verdict.isGood()).count();
    long twins = verdicts.stream().filter(verdict -> verdict.isGood() && verdict.isTwin()).count();
    System.out.printf(
        Locale.ROOT,
        "%nconcurrency tests: %d held, %d weakened twins caught, %d failed; %,d samples, %d s%n",
        verdicts.size() - bad - twins,
        twins,
        bad,
        verdicts.stream().mapToLong(Verdict::samples).sum(),
        seconds);
    if (verdicts.isEmpty()) {
      System.out.println("No test has a name that matches.");
    }
    return bad == 0 && !verdicts.isEmpty();
  }

  private static void printLine(Verdict verdict) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %-66s %s%,d samples%s%n",
        verdict.word(),
        verdict.test().replace("org.freestore.", ""),
        verdict.isTwin() ? String.format(Locale.ROOT, "%,d of ", verdict.forbidden()) : "",
        verdict.samples(),
        verdict.runs() == 1 ? "" : " in " + verdict.runs() + " modes");
    if (!verdict.isGood()) {
      verdict.complaints().stream()
          .limit(MOST_COMPLAINTS)
          .forEach(complaint -> System.out.println("         " + complaint));
    }
  }
}
