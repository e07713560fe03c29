// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.freestore.FreeStore;

/// Carries a plan out, on as many threads as it says.
final class FuzzRun {
  private FuzzRun() {}

  /// Returns how often each kind of thing was done.
  ///
  /// @throws FuzzFailure if anything went wrong; the message ends in the command that runs the plan
  ///   again
  static Map<String, Integer> of(FuzzPlan plan) {
    try {
      return plan.threads() == 1
          ? new ObjectFuzzer(plan.seed(), surface(plan), null).run(plan.steps())
          : onThreads(plan);
    } catch (FuzzFailure found) {
      throw new FuzzFailure(
          found.getMessage() + "\n  To run it again:\n    " + plan.command(), found);
    }
  }

  private static Surface surface(FuzzPlan plan) {
    return plan.bug() == null ? new Surface() : plan.bug().plant();
  }

  private static Map<String, Integer> onThreads(FuzzPlan plan) {
    long before = objects();
    Exchange exchange = new Exchange(plan.threads());
    List<Callable<Map<String, Integer>>> fuzzers = new ArrayList<>();
    for (int i = 0; i < plan.threads(); i++) {
      long seed = plan.seedOf(i);
      fuzzers.add(() -> new ObjectFuzzer(seed, surface(plan), exchange).run(plan.steps()));
    }
    Map<String, Integer> tally = new TreeMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(plan.threads())) {
      for (Map<String, Integer> done : results(threads.invokeAll(fuzzers))) {
        done.forEach((what, count) -> tally.merge(what, count, Integer::sum));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    requireNothingLeft(before);
    return tally;
  }

  /// The thread that failed first says why; the others only that they stopped.
  private static List<Map<String, Integer>> results(List<Future<Map<String, Integer>>> futures)
      throws InterruptedException {
    List<Map<String, Integer>> results = new ArrayList<>();
    List<FuzzFailure> failures = new ArrayList<>();
    for (Future<Map<String, Integer>> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        Throwable cause = Objects.requireNonNull(e.getCause());
        failures.add(new FuzzFailure(String.valueOf(cause.getMessage()), cause));
      }
    }
    failures.sort((a, b) -> Boolean.compare(isFollowing(a), isFollowing(b)));
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return results;
  }

  private static boolean isFollowing(FuzzFailure failure) {
    return String.valueOf(failure.getMessage()).contains("another thread has failed");
  }

  private static void requireNothingLeft(long before) {
    FreeStore.global().verify();
    if (objects() != before) {
      throw new FuzzFailure(
          "live in the global store: objects=%d before=%d%n%s"
              .formatted(objects(), before, FreeStore.global().leaks()));
    }
  }

  /// Counts what somebody has to delete; statics end by themselves.
  private static long objects() {
    return FreeStore.global().leaks().objects();
  }
}
