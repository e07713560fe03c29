// SPDX-License-Identifier: Apache-2.0
package org.freestore.concurrency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/// What became of one test, over all the modes it ran in.
///
/// @param test its name
/// @param runs in how many modes it ran
/// @param samples how many samples there were
/// @param forbidden how many of them must not be
/// @param complaints what was observed that must not be, and what else went wrong
/// @param completed whether every run came to its end, with samples
record Verdict(
    String test,
    int runs,
    long samples,
    long forbidden,
    List<String> complaints,
    boolean completed) {

  static Verdict of(String test, Collection<TestResult> results) {
    long samples = 0;
    long forbidden = 0;
    boolean completed = !results.isEmpty();
    List<String> complaints = new ArrayList<>();
    if (results.isEmpty()) {
      complaints.add("did not run: two processors are needed");
    }
    for (TestResult result : results) {
      samples += result.getTotalCount();
      if (result.status() != Status.NORMAL || result.getTotalCount() == 0) {
        completed = false;
        complaints.add(result.status() + " " + String.join(" | ", result.getMessages()));
      } else {
        forbidden += forbidden(result, complaints);
      }
    }
    return new Verdict(test, results.size(), samples, forbidden, complaints, completed);
  }

  private static long forbidden(TestResult result, List<String> complaints) {
    long sum = 0;
    for (GradingResult state : result.grading().gradingResults.values()) {
      if (state.expect == Expect.FORBIDDEN && state.count > 0) {
        sum += state.count;
        complaints.add(state.count + " x (" + state.id + "): " + state.description);
      }
    }
    return sum;
  }

  boolean isTwin() {
    return test.substring(test.lastIndexOf('.') + 1).startsWith("Weakened");
  }

  /// Returns whether a twin ran and nothing was noticed.
  boolean isEscapedTwin() {
    return isTwin() && completed && forbidden == 0;
  }

  /// Returns whether the code as built held, or the twin was caught.
  boolean isGood() {
    return completed && isTwin() == forbidden > 0;
  }

  String word() {
    if (!completed) {
      return "ERROR";
    }
    if (isTwin()) {
      return forbidden > 0 ? "caught" : "ESCAPED";
    }
    return forbidden > 0 ? "BROKEN" : "held";
  }
}
