// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.List;

/// One question put to several candidates: a program and its arguments.
///
/// @param group what it is chosen by on the command line, and where it stands in the report
/// @param name unique
/// @param program what runs
/// @param arguments the workload's name and its `key=value` words
/// @param quickArguments more words for a quick run, which must come out in less than a second
/// @param candidates who answers; the first is the one of interest
/// @param figures what is read from the answer; the first is what charts and losses go by
/// @param peakLiveBytes of a replayed trace; else 0
public record Case(
    String group,
    String name,
    Program program,
    List<String> arguments,
    List<String> quickArguments,
    List<Candidate> candidates,
    List<Figure> figures,
    long peakLiveBytes) {

  /// What a measured process runs.
  public enum Program {
    /// A workload of one thread, in C and in Java: CPU time of that thread.
    ONE_THREAD,
    /// A workload of several threads, in C and in Java: CPU time of the process.
    THREADS,
    /// A workload in C and in Java whose memory is of interest: the JVM keeps its own steady.
    MEMORY,
    /// A workload with objects, in C and in Java, whose memory or pauses are of interest: CPU time
    /// of the process. The JVM has a heap and a collector that fit, and says when it stops.
    OBJECTS,
    /// A web server under load by wrk, in Java: CPU time of its process.
    SERVER,
    /// The shortest Java program there is.
    FIRST_ALLOCATION,
    /// A JMH benchmark.
    JMH
  }

  /// Returns the figure that charts and losses go by.
  public Figure figure() {
    return figures.getFirst();
  }

  /// Returns whether the command line's word chooses this case.
  public boolean chosenBy(String word) {
    return word.equals(group) || word.equals(name);
  }

  /// Returns this case with fewer candidates: the first, and those that one of the words names.
  public Case against(List<String> words) {
    List<Candidate> fewer =
        candidates.stream()
            .filter(each -> each == candidates.getFirst() || each.chosenBy(words))
            .toList();
    return new Case(group, name, program, arguments, quickArguments, fewer, figures, peakLiveBytes);
  }
}
