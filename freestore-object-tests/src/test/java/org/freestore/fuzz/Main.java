// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Fuzzes from the command line: one plan, or random ones for some minutes.
final class Main {
  private static final int STEPS = 20_000;

  private Main() {}

  /// Fuzzes, and exits with 1 if anything was found.
  ///
  /// @param arguments `--seed=`, `--steps=`, `--threads=`, `--bug=`, `--minutes=`
  public static void main(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      String[] option = argument.split("=", 2);
      options.put(option[0], option.length == 2 ? option[1] : "");
    }
    try {
      run(options);
    } catch (FuzzFailure found) {
      found.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(Map<String, String> options) {
    int steps = Integer.parseInt(options.getOrDefault("--steps", "" + STEPS));
    int threads = Integer.parseInt(options.getOrDefault("--threads", "1"));
    PlantedBug bug = options.containsKey("--bug") ? PlantedBug.valueOf(options.get("--bug")) : null;
    String seed = options.get("--seed");
    if (seed != null) {
      print(1, FuzzRun.of(new FuzzPlan(Long.parseLong(seed), steps, threads, bug)));
      return;
    }
    soak(Long.parseLong(options.getOrDefault("--minutes", "1")), steps, threads);
  }

  private static void soak(long minutes, int steps, int threads) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    Map<String, Integer> tally = new TreeMap<>();
    int plans = 0;
    while (System.nanoTime() < deadline) {
      long seed = ThreadLocalRandom.current().nextLong();
      FuzzRun.of(new FuzzPlan(seed, steps, threads, null))
          .forEach((what, count) -> tally.merge(what, count, Integer::sum));
      plans++;
    }
    print(plans, tally);
  }

  private static void print(int plans, Map<String, Integer> tally) {
    tally.forEach((what, count) -> System.out.printf("%9d  %s%n", count, what));
    System.out.printf("%d plans, nothing found%n", plans);
  }
}
