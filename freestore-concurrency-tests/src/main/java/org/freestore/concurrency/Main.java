// SPDX-License-Identifier: Apache-2.0
package org.freestore.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Runs the concurrency tests and judges them: the code as built must hold, and every twin with one
/// step weakened must be caught.
///
/// ```
/// scripts/concurrency-tests             every test, in every compilation mode: half an hour
/// scripts/concurrency-tests --smoke     a few tests, briefly: half a minute
/// scripts/concurrency-tests PATTERN     the tests whose names match a regular expression
/// ```
///
/// jcstress' own words, and its reports, are left in the working directory.
public final class Main {
  /// A test and its twin of each kind: remote free, racing free, stripes, adoption; of objects,
  /// racing read and racing delete; of a Netty buffer, racing releases.
  private static final String SMOKE =
      "(TwoRemoteFrees|OwnerFreeAndRemoteFree|AllocationsFromOneStripe|AllocationsFromOneOrphan"
          + "|DeleteAndRead|DeletesOfDestructibleObject|LastReleases)"
          + "\\.(AsBuilt|Weakened\\w+)$";

  private static final String TWIN = "\\.Weakened\\w*$";
  private static final String NOT_A_TWIN = "\\.AsBuilt\\w*$";

  /// Few samples at a time, so that heaps and slabs stay in the cache.
  private static final List<String> COMMON = List.of("-strideCount", "8", "-pth", "false");

  /// One compilation mode, the JVM's own choice.
  private static final List<String> UNIFIED =
      List.of("-sc", "false", "-jvmArgs", "-XX:+UseSerialGC");

  /// Each actor interpreted and compiled by each compiler, in all combinations; and again with the
  /// compiler's choices randomized.
  private static final List<String> SPLIT = List.of("-jvmArgsPrepend", "-XX:+UseSerialGC");

  private static final int MOST_ATTEMPTS = 3;

  private Main() {}

  /// Exits with 0 if all is well, 1 if not, 2 where the arguments make no sense.
  ///
  /// @param args `--smoke`, or a regular expression, or nothing
  public static void main(String[] args) throws Exception {
    String choice = args.length == 0 ? "" : args[0];
    boolean smoke = choice.equals("--smoke");
    if (args.length > 1 || (choice.startsWith("-") && !smoke)) {
      System.err.println("usage: scripts/concurrency-tests [--smoke | PATTERN]");
      System.exit(2);
    }
    long start = System.nanoTime();
    List<Verdict> verdicts = smoke ? smoke() : full(choice);
    System.exit(Summary.print(verdicts, (System.nanoTime() - start) / 1_000_000_000) ? 0 : 1);
  }

  private static List<Verdict> smoke() throws Exception {
    List<Verdict> verdicts = run(SMOKE, UNIFIED, 1, 600);
    return tryAgain(verdicts, 2_000);
  }

  private static List<Verdict> full(String pattern) throws Exception {
    String selected = "^(?=.*(?:" + pattern + ")).*";
    List<Verdict> verdicts = new ArrayList<>(run(selected + NOT_A_TWIN, SPLIT, 3, 300));
    verdicts.addAll(run(selected + TWIN, UNIFIED, 3, 500));
    return tryAgain(verdicts, 5_000);
  }

  /// A weakness shows by chance: twins that got away run again, longer.
  private static List<Verdict> tryAgain(List<Verdict> first, int millis) throws Exception {
    List<Verdict> verdicts = first;
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      List<String> escaped =
          verdicts.stream().filter(Verdict::isEscapedTwin).map(Verdict::test).toList();
      if (escaped.isEmpty()) {
        return verdicts;
      }
      System.out.println("  again, and longer: " + String.join(" ", escaped));
      List<Verdict> again =
          run("^(" + String.join("|", escaped) + ")$", UNIFIED, attempt, attempt * millis);
      verdicts =
          verdicts.stream()
              .map(verdict ->
                  again.stream()
                      .filter(other -> Objects.equals(other.test(), verdict.test()))
                      .findFirst()
                      .orElse(verdict))
              .toList();
    }
    return verdicts;
  }

  private static List<Verdict> run(
      String pattern, List<String> modes, int iterations, int iterationMillis) throws Exception {
    List<String> args = new ArrayList<>(COMMON);
    args.addAll(modes);
    args.addAll(List.of("-iters", "" + iterations, "-time", "" + iterationMillis));
    args.addAll(List.of("-f", "1", "-fsm", "1", "-t", pattern, "-r", "report"));
    return JcstressRun.of(args);
  }
}
