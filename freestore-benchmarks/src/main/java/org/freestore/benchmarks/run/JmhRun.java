// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.freestore.benchmarks.netty.EventLoopThreads;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// One fork of a JMH benchmark, with the garbage per operation. Rounds are ours, so that candidates
/// alternate; JMH would run all forks of one after the other.
final class JmhRun {
  private static final String PACKAGE = "org.freestore.benchmarks.jmh.";
  private static final String GARBAGE = "gc.alloc.rate.norm";

  /// Netty's allocators are made for threads of its own.
  private static final List<String> EVENT_LOOPS =
      List.of("-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + EventLoopThreads.class.getName());

  private static final int WARMUPS = 5;
  private static final int ITERATIONS = 5;
  private static final int FULL_MILLIS = 500;

  private final JavaSide javaSide;

  JmhRun(JavaSide javaSide) {
    this.javaSide = javaSide;
  }

  Outcome run(Settings settings, Candidate candidate, List<String> words) {
    List<String> jvmArguments = new ArrayList<>(JavaSide.options());
    jvmArguments.addAll(javaSide.selection(candidate));
    if (Candidate.OF_BUFFERS.contains(candidate) && words.getFirst().startsWith("Netty")) {
      jvmArguments.addAll(EVENT_LOOPS);
    }
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(PACKAGE + words.getFirst() + "\\.")
        .forks(1)
        .warmupIterations(settings.quick() ? 1 : WARMUPS)
        .warmupTime(iterationTime(settings))
        .measurementIterations(settings.quick() ? 1 : ITERATIONS)
        .measurementTime(iterationTime(settings))
        .jvmArgsAppend(jvmArguments.toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      options.param(word.substring(0, equals), word.substring(equals + 1));
    }
    try {
      return outcome(new Runner(options.build()).runSingle());
    } catch (RunnerException e) {
      throw new BenchException("JMH: " + e.getMessage());
    }
  }

  private static TimeValue iterationTime(Settings settings) {
    return TimeValue.milliseconds(settings.quick() ? settings.measureMillis() : FULL_MILLIS);
  }

  private static Outcome outcome(RunResult result) {
    double garbageBytes =
        result.getSecondaryResults().entrySet().stream()
            .filter(each -> each.getKey().endsWith(GARBAGE))
            .map(Map.Entry::getValue)
            .mapToDouble(Result::getScore)
            .findFirst()
            .orElseThrow(() -> new BenchException("JMH has no " + GARBAGE));
    return new Outcome(
        Map.of("score", result.getPrimaryResult().getScore(), "garbageBytes", garbageBytes), "");
  }
}
