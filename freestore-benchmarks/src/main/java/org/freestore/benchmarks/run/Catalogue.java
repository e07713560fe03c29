// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import static org.freestore.benchmarks.run.Candidate.ALL_BUT_ARENAS;
import static org.freestore.benchmarks.run.Candidate.FREESTORE_AND_NATIVES;

import java.util.ArrayList;
import java.util.List;
import org.freestore.benchmarks.run.Case.Program;

/// Every case there is.
public final class Catalogue {
  private static final int[] BATCH_BYTES = {16, 64, 1024, 8192, 65_536};
  private static final String[] ORDERS = {"lifo", "fifo", "random"};
  private static final int MANY_THREADS = 300;

  private final List<Case> cases = new ArrayList<>();

  private Catalogue() {}

  /// Returns the cases in the order in which they run and are reported.
  public static List<Case> cases(List<Trace> traces) {
    Catalogue catalogue = new Catalogue();
    catalogue.addPairs();
    catalogue.addBatches();
    catalogue.addReplays(traces);
    catalogue.addWorkloads();
    catalogue.addThreads();
    catalogue.addMemory();
    catalogue.addFirstAllocation();
    catalogue.addJmh();
    return List.copyOf(catalogue.cases);
  }

  private void addPairs() {
    for (int bytes : new int[] {16, 64, 1024}) {
      micro("pair", "pair-" + bytes, "pair bytes=" + bytes, "pairs=1000");
    }
    micro("pair", "pair-64-any-thread", "pair bytes=64 threads=" + MANY_THREADS, "pairs=1000");
  }

  private void addBatches() {
    for (String order : ORDERS) {
      for (int bytes : BATCH_BYTES) {
        micro(
            "batch",
            "batch-" + order + "-" + bytes,
            "batch bytes=" + bytes + " order=" + order,
            "rounds=1");
      }
    }
  }

  private void micro(String group, String name, String words, String quickWords) {
    add(group, name, Program.ONE_THREAD, words, quickWords, ALL_BUT_ARENAS, Figure.CPU);
  }

  private void addReplays(List<Trace> traces) {
    for (Trace trace : traces) {
      String words = "replay file=" + trace.operations();
      add("replay", trace, Program.ONE_THREAD, words, Figure.CPU);
      add("memory", trace, Program.MEMORY, words + " question=memory", Figure.PEAK_RATIO);
    }
  }

  private void add(String group, Trace trace, Program program, String words, Figure figure) {
    List<Candidate> candidates = new ArrayList<>(FREESTORE_AND_NATIVES);
    if (figure == Figure.CPU) {
      candidates.add(Candidate.MIMALLOC_FROM_JAVA);
    }
    cases.add(
        new Case(
            group,
            group + "-" + trace.name(),
            program,
            List.of(words.split(" ")),
            List.of(),
            candidates,
            List.of(figure),
            trace.peakLiveBytes()));
  }

  private void addWorkloads() {
    threads("larson", "larson", "replacements=5000 generations=2");
    threads("xmalloc-test", "xmalloc-test", "batches=10");
    threads("sh8bench", "sh8bench", "rounds=10");
    threads("cache-scratch", "cache-scratch", "writes=1000 iterations=20");
    threads("mstress", "mstress", "scale=1 iterations=2");
    threads("glibc-thread", "glibc-thread", "replacements=100000");
    add(
        "alloc-test",
        "alloc-test",
        Program.ONE_THREAD,
        "alloc-test",
        "replacements=50000",
        FREESTORE_AND_NATIVES,
        Figure.CPU);
  }

  private void threads(String name, String words, String quickWords) {
    List<Candidate> candidates = new ArrayList<>(FREESTORE_AND_NATIVES);
    candidates.add(Candidate.MIMALLOC_FROM_JAVA);
    add(name, name, Program.THREADS, words, quickWords, candidates, Figure.CPU, Figure.ELAPSED);
  }

  private void addThreads() {
    for (int count : new int[] {2, 16, 64}) {
      add(
          "threads",
          "threads-" + count,
          Program.THREADS,
          "glibc-thread threads=" + count,
          "replacements=100000",
          FREESTORE_AND_NATIVES,
          Figure.ELAPSED,
          Figure.CPU);
    }
    for (String kind : new String[] {"virtual", "platform"}) {
      add(
          "virtual-threads",
          "threads-" + kind,
          Program.THREADS,
          "virtual-threads kind=" + kind,
          "tasks=500",
          List.of(Candidate.FREESTORE, Candidate.MIMALLOC_FROM_JAVA, Candidate.UNSAFE),
          Figure.ELAPSED,
          Figure.CPU);
    }
  }

  private void addMemory() {
    memory("freed", "freed-trim", "freed then=trim", "mebibytes=20", Figure.LEFT);
    memory(
        "freed",
        "freed-light-use",
        "freed then=light",
        "mebibytes=20 millis=50",
        Figure.LEFT_SHARE,
        Figure.LEFT);
    List<Candidate> candidates = new ArrayList<>(FREESTORE_AND_NATIVES);
    candidates.add(Candidate.MIMALLOC_FROM_JAVA); // shows how much of the growth is the JVM's
    add("mleak", "mleak", Program.MEMORY, "mleak", "threads=100", candidates, Figure.GROWTH);
  }

  private void memory(
      String group, String name, String words, String quickWords, Figure... figures) {
    add(group, name, Program.MEMORY, words, quickWords, FREESTORE_AND_NATIVES, figures);
  }

  private void addFirstAllocation() {
    add(
        "first-allocation",
        "first-allocation",
        Program.FIRST_ALLOCATION,
        "",
        "",
        List.of(Candidate.FREESTORE, Candidate.GLOBAL_ARENA, Candidate.EMPTY_MAIN),
        Figure.PROCESS,
        Figure.CALL,
        Figure.RESIDENT);
  }

  private void addJmh() {
    List<Candidate> allocators =
        List.of(
            Candidate.FREESTORE,
            Candidate.MIMALLOC_FROM_JAVA,
            Candidate.JEMALLOC_FROM_JAVA,
            Candidate.UNSAFE);
    jmh("jmh-pair-64", "PairBenchmark bytes=64", allocators);
    jmh("jmh-batch-random-64", "BatchBenchmark bytes=64", allocators);
    jmh("jmh-batch-random-1024", "BatchBenchmark bytes=1024", allocators);
    jmh(
        "jmh-arena-64",
        "ArenaBenchmark bytes=64",
        List.of(Candidate.FREESTORE_ARENA, Candidate.CONFINED_ARENA));
  }

  private void jmh(String name, String words, List<Candidate> candidates) {
    add("jmh", name, Program.JMH, words, "", candidates, Figure.JMH_TIME, Figure.GARBAGE);
  }

  private void add(
      String group,
      String name,
      Program program,
      String words,
      String quickWords,
      List<Candidate> candidates,
      Figure... figures) {
    cases.add(
        new Case(
            group,
            name,
            program,
            words(words),
            words(quickWords),
            List.copyOf(candidates),
            List.of(figures),
            0));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
