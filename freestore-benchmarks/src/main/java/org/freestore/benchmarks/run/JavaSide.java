// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.run.Case.Program;
import org.freestore.benchmarks.workload.FirstAllocation;
import org.freestore.benchmarks.workload.WorkloadMain;

/// The Java programs: command lines for the JVM that runs this command.
final class JavaSide {
  private static final List<String> OPTIONS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /// A JVM whose own memory stands still: one compiler, done after the rehearsal; no collection, as
  /// the young generation has room for all; new pages of it are touched, and so counted, as used.
  private static final List<String> STEADY_OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn64m");

  private final NativeSide nativeSide;

  JavaSide(NativeSide nativeSide) {
    this.nativeSide = nativeSide;
  }

  Outcome run(Case test, Candidate candidate, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(OPTIONS);
    if (test.program() == Program.MEMORY) {
      command.addAll(STEADY_OPTIONS);
    }
    command.addAll(selection(candidate));
    command.addAll(List.of("-cp", classPath()));
    if (test.program() == Program.FIRST_ALLOCATION) {
      command.addAll(List.of(FirstAllocation.class.getName(), candidate.allocator()));
    } else {
      command.add(WorkloadMain.class.getName());
      command.addAll(words);
    }
    return MeasuredProcess.run(command, "");
  }

  /// Returns the JVM arguments that select the allocator.
  List<String> selection(Candidate candidate) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-D" + Allocator.PROPERTY + "=" + candidate.allocator());
    switch (candidate) {
      case MIMALLOC_FROM_JAVA -> arguments.add(libraryArgument(Candidate.MIMALLOC));
      case JEMALLOC_FROM_JAVA -> arguments.add(libraryArgument(Candidate.JEMALLOC));
      default -> {}
    }
    return arguments;
  }

  /// Returns the JVM arguments that every measured JVM has.
  static List<String> options() {
    return OPTIONS;
  }

  private String libraryArgument(Candidate candidate) {
    return "-D" + Allocator.LIBRARY_PROPERTY + "=" + nativeSide.library(candidate);
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
