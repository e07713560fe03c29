// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.run.Case.Program;
import org.freestore.benchmarks.workload.FirstAllocation;
import org.freestore.benchmarks.workload.WorkloadMain;

/// The Java programs: command lines for the JVM that runs this command.
final class JavaSide {
  private static final List<String> OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/java.nio=ALL-UNNAMED"); // for Arrow

  /// A JVM whose own memory stands still: one compiler, done after the rehearsal; no collection, as
  /// the young generation has room for all; new pages of it are touched, and so counted, as used.
  private static final List<String> STEADY_OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn64m");

  /// A JVM whose program keeps its objects elsewhere: a small heap, for flyweights. Netty's own
  /// allocators take no more direct memory than the heap has, unless told so.
  private static final String HEAP = "heap=";

  private static final List<String> SMALL_HEAP_OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx32m", "-Xmn16m", "-XX:MaxDirectMemorySize=2g");

  /// A server with a small young generation, so that the Java heap does not hide the buffers. The
  /// heap may grow to a size at which Netty's adaptive allocator does not save memory at the cost
  /// of time.
  private static final List<String> SERVER_OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx1g", "-Xmn16m", "-XX:MaxDirectMemorySize=4g");

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
    if (test.program() == Program.SERVER) {
      command.addAll(SERVER_OPTIONS);
    }
    if (test.program() == Program.OBJECTS) {
      command.addAll(heap(candidate, words));
      command.addAll(JvmPauses.LOG_OPTIONS);
    }
    command.addAll(selection(candidate));
    command.addAll(List.of("-cp", classPath(test, candidate)));
    if (test.program() == Program.FIRST_ALLOCATION) {
      command.addAll(List.of(FirstAllocation.class.getName(), candidate.allocator()));
    } else {
      command.add(WorkloadMain.class.getName());
      command.addAll(words);
    }
    return MeasuredProcess.run(command, "");
  }

  /// Returns the JVM arguments for collector and heap. The words `ample=` and `tight=` are the
  /// sizes in MiB for programs whose objects are in it, `heap=` for those whose work is.
  private static List<String> heap(Candidate candidate, List<String> words) {
    return switch (candidate) {
      case G1 -> heap("-XX:+UseG1GC", "ample=", words);
      case G1_TIGHT -> heap("-XX:+UseG1GC", "tight=", words);
      case PARALLEL -> heap("-XX:+UseParallelGC", "ample=", words);
      case PARALLEL_TIGHT -> heap("-XX:+UseParallelGC", "tight=", words);
      case ZGC -> heap("-XX:+UseZGC", "ample=", words);
      case ZGC_TIGHT -> heap("-XX:+UseZGC", "tight=", words);
      default ->
          words.stream().anyMatch(word -> word.startsWith(HEAP))
              ? heap("-XX:+UseSerialGC", HEAP, words)
              : SMALL_HEAP_OPTIONS;
    };
  }

  private static List<String> heap(String collector, String key, List<String> words) {
    String mebibytes =
        words.stream()
            .filter(word -> word.startsWith(key))
            .map(word -> word.substring(key.length()))
            .findFirst()
            .orElseThrow();
    return List.of(collector, "-Xmx" + mebibytes + "m");
  }

  /// Returns the JVM arguments that select the allocator.
  List<String> selection(Candidate candidate) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-D" + Allocator.PROPERTY + "=" + candidate.allocator());
    if (!isDiagnosed(candidate)) {
      arguments.add("-Dfreestore.diagnostics=off"); // Where JMH has all of the class path.
    }
    switch (candidate) {
      case MIMALLOC_FROM_JAVA -> arguments.add(libraryArgument(Candidate.MIMALLOC));
      case JEMALLOC_FROM_JAVA -> arguments.add(libraryArgument(Candidate.JEMALLOC));
      // Arrow's memory from Netty needs what Netty leaves alone from Java 25 on.
      case ARROW_NETTY -> arguments.add("-Dio.netty.noUnsafe=false");
      case UNWATCHED -> arguments.add("-Dfreestore.sampling=off");
      case RECORDED -> arguments.add("-XX:StartFlightRecording:settings=default");
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

  /// Without the diagnostics where they are not in question: the core would find their listeners.
  private static String classPath(Case test, Candidate candidate) {
    String all = System.getProperty("java.class.path");
    return isDiagnosed(candidate) || test.chosenBy("leak-report")
        ? all
        : Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(all)
            .filter(entry -> !entry.contains("freestore-diagnostics"))
            .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isDiagnosed(Candidate candidate) {
    return candidate == Candidate.WITH_DIAGNOSTICS || candidate == Candidate.RECORDED;
  }
}
