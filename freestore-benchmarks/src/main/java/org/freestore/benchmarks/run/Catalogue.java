// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import static org.freestore.benchmarks.run.Candidate.ALL_BUT_ARENAS;
import static org.freestore.benchmarks.run.Candidate.FREESTORE_AND_NATIVES;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.freestore.Protection;
import org.freestore.benchmarks.run.Case.Program;

/// Every case there is.
public final class Catalogue {
  private static final int[] BATCH_BYTES = {16, 64, 1024, 8192, 65_536};
  private static final String[] ORDERS = {"lifo", "fifo", "random"};
  private static final int[] ARROW_BYTES = {256, 4096, 65_536, 1 << 20};
  private static final int MANY_THREADS = 300;
  private static final int[] TREE_DEPTHS = {18, 21};
  private static final int JAVA_NODE_BYTES = 32;
  private static final int AMPLE_TIMES = 4;
  private static final int TIGHT_TIMES = 2;

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
    catalogue.addObjects();
    catalogue.addStructures();
    catalogue.addBinaryTrees();
    catalogue.addManyObjects();
    catalogue.addLeakReports();
    catalogue.addGenerations();
    catalogue.addArenas();
    catalogue.addArrow();
    catalogue.addBuffers();
    catalogue.addServers();
    catalogue.addFirstAllocation();
    catalogue.addDiagnostics(traces);
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

  private void addObjects() {
    objects(
        "object-pair",
        "object-pair",
        "pairs=1000",
        with(
            FREESTORE_AND_NATIVES,
            Candidate.BY_CLASS,
            Candidate.BY_REFERENCE,
            Candidate.UNCHECKED));
    List<Candidate> reading =
        List.of(
            Candidate.FREESTORE,
            Candidate.BY_REFERENCE,
            Candidate.UNCHECKED,
            Candidate.UNCHECKED_FLYWEIGHTS);
    objects(
        "field-read-array",
        "field-read through=array",
        "rounds=10",
        with(reading, Candidate.MIMALLOC, Candidate.GLIBC));
    objects(
        "field-read-pointers",
        "field-read through=pointers",
        "rounds=10",
        List.of(Candidate.FREESTORE, Candidate.UNCHECKED, Candidate.MIMALLOC, Candidate.GLIBC));
    for (int statements : new int[] {500, 3000}) {
      objects(
          "field-read-" + statements + "-statements",
          "field-read through=statements statements=" + statements,
          "rounds=10",
          reading);
    }
    objects(
        "auto-scope",
        "auto-scope",
        "scopes=1000",
        List.of(Candidate.FREESTORE, Candidate.BY_CLASS, Candidate.GLIBC));
  }

  private void objects(String name, String words, String quickWords, List<Candidate> candidates) {
    add("object-operations", name, Program.ONE_THREAD, words, quickWords, candidates, Figure.CPU);
  }

  private void addStructures() {
    for (String name : new String[] {"binary-tree", "linked-list", "hash-table"}) {
      add(
          "structures",
          name,
          Program.ONE_THREAD,
          name,
          "elements=100",
          with(FREESTORE_AND_NATIVES, Candidate.BY_REFERENCE, Candidate.UNCHECKED),
          Figure.CPU);
    }
  }

  private void addBinaryTrees() {
    List<Candidate> candidates = new ArrayList<>(FREESTORE_AND_NATIVES);
    candidates.add(Candidate.BY_REFERENCE);
    candidates.add(Candidate.UNCHECKED);
    candidates.addAll(Candidate.COLLECTORS);
    for (int depth : TREE_DEPTHS) {
      for (int threads : new int[] {1, 2}) {
        add(
            "binary-trees",
            "binary-trees-" + depth + "-" + threads,
            Program.OBJECTS,
            "binary-trees depth=%d threads=%d ample=%d tight=%d"
                .formatted(
                    depth,
                    threads,
                    AMPLE_TIMES * treeMebibytes(depth),
                    TIGHT_TIMES * treeMebibytes(depth)),
            "depth=10",
            candidates,
            Figure.CPU,
            Figure.ELAPSED,
            Figure.PEAK,
            Figure.PEAK_GROWTH,
            Figure.PAUSE);
      }
    }
  }

  /// Returns what the largest tree takes of a Java heap, by the size of nodes with ZGC's pointers.
  private static int treeMebibytes(int depth) {
    return (4 * JAVA_NODE_BYTES << depth) >> 20;
  }

  private void addManyObjects() {
    add(
        "many-objects",
        "many-objects",
        Program.OBJECTS,
        "many-objects",
        "objects=100000",
        FREESTORE_AND_NATIVES,
        Figure.OVERHEAD,
        Figure.LONGEST_CPU,
        Figure.LONGEST_ELAPSED,
        Figure.PAUSE,
        Figure.CPU);
  }

  private void addLeakReports() {
    for (String name : new String[] {"leak-report", "leak-report-classified"}) {
      add(
          "leak-report",
          name,
          Program.OBJECTS,
          "leak-report heap=2000 classified=" + (name.equals("leak-report") ? 0 : 1),
          "objects=100000",
          List.of(Candidate.FREESTORE),
          Figure.REPORT,
          Figure.REPORT_CPU);
    }
  }

  private void addGenerations() {
    churn(255, 20_000);
    churn(4095, 2_000);
    add(
        "generations",
        "slot-reuse",
        Program.OBJECTS,
        "slot-reuse",
        "",
        List.of(Candidate.FREESTORE),
        Figure.RETIRED_SHARE,
        Figure.GENERATIONS_UNUSED);
  }

  /// So few objects that each of their blocks is retired more than once.
  private void churn(int generations, int objects) {
    add(
        "generations",
        "generations-" + generations,
        Program.OBJECTS,
        "generation-churn days=20 lastGeneration=%d objects=%d".formatted(generations, objects),
        "days=1 objects=50 replacements=300000",
        List.of(Candidate.FREESTORE),
        Figure.RETIRED_SHARE);
  }

  private void addArenas() {
    for (int bytes : new int[] {64, 256, 4096}) {
      arena("arena-" + bytes, "arena bytes=" + bytes);
    }
    for (int bytes : new int[] {256, 4096}) {
      arena("arena-unzeroed-" + bytes, "arena zeroed=no bytes=" + bytes);
      add(
          "arenas",
          "arena-shared-" + bytes,
          Program.ONE_THREAD,
          "arena bytes=" + bytes,
          "arenas=100",
          List.of(Candidate.RECYCLING_ARENA, Candidate.SHARED_ARENA),
          Figure.ELAPSED,
          Figure.CPU);
    }
  }

  private void arena(String name, String words) {
    add(
        "arenas",
        name,
        Program.ONE_THREAD,
        words,
        "arenas=100",
        List.of(Candidate.FREESTORE_ARENA, Candidate.CONFINED_ARENA),
        Figure.CPU);
  }

  private void addArrow() {
    for (String of : new String[] {"one", "batch"}) {
      for (int bytes : ARROW_BYTES) {
        add(
            "arrow",
            "arrow-" + of + "-" + bytes,
            Program.ONE_THREAD,
            "arrow-buffer of=" + of + " bytes=" + bytes,
            "buffers=320",
            List.of(Candidate.FREESTORE, Candidate.ARROW_NETTY, Candidate.ARROW_UNSAFE),
            Figure.CPU);
      }
    }
  }

  private void addBuffers() {
    for (String pattern : new String[] {"socket-proxy", "api-gateway"}) {
      for (int live : new int[] {1024, 16_384}) {
        buffers(pattern, live, "direct");
      }
    }
    buffers("socket-proxy", 1024, "heap");
    add(
        "netty",
        "netty-kept",
        Program.OBJECTS,
        "kept-buffers",
        "requests=20000 kept=6000",
        Candidate.OF_BUFFERS,
        Figure.PEAK_GROWTH,
        Figure.PEAK,
        Figure.CPU);
  }

  private void buffers(String pattern, int live, String kind) {
    add(
        "netty",
        "netty-%s-%s-%d".formatted(kind, pattern, live),
        Program.THREADS,
        "buffers pattern=%s live=%d kind=%s".formatted(constant(pattern), live, kind),
        "replacements=1000",
        Candidate.OF_BUFFERS,
        Figure.CPU,
        Figure.ELAPSED);
  }

  private void addServers() {
    server("http-echo", "http-echo", "", Figure.PEAK);
    for (String keep : new String[] {"bodies", "copies"}) {
      server(
          "http-echo-kept-" + keep,
          "http-echo kept=1200000 seconds=75 keep=" + keep,
          "kept=12000",
          Figure.PEAK,
          Figure.PEAK_GROWTH);
    }
  }

  private void server(String name, String words, String quickWords, Figure... memory) {
    List<Figure> figures =
        new ArrayList<>(
            List.of(Figure.ELAPSED, Figure.PERCENTILE_99, Figure.MEDIAN_LATENCY, Figure.CPU));
    figures.addAll(List.of(memory));
    add(
        "http-echo",
        name,
        Program.SERVER,
        words,
        "seconds=1 warmupSeconds=1 " + quickWords,
        Candidate.OF_SERVERS,
        figures.toArray(Figure[]::new));
  }

  private static String constant(String name) {
    return name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static List<Candidate> with(List<Candidate> candidates, Candidate... more) {
    List<Candidate> all = new ArrayList<>(candidates);
    all.addAll(List.of(more));
    return all;
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

  private void addDiagnostics(List<Trace> traces) {
    for (Trace trace : traces) {
      add(
          "diagnostics-cost",
          "diagnostics-replay-" + trace.name(),
          Program.ONE_THREAD,
          "replay file=" + trace.operations(),
          "",
          Candidate.BY_WATCHERS,
          Figure.CPU);
    }
    int depth = TREE_DEPTHS[0];
    add(
        "diagnostics-cost",
        "diagnostics-binary-trees",
        Program.OBJECTS,
        "binary-trees depth=" + depth,
        "depth=10",
        Candidate.BY_WATCHERS,
        Figure.CPU,
        Figure.ELAPSED);
    for (Protection protection : Protection.values()) {
      add(
          "diagnostics-cost",
          "recorded-objects-" + protection.name().toLowerCase(Locale.ROOT),
          Program.OBJECTS,
          "recorded-objects heap=512 protection=" + protection,
          "objects=10000",
          List.of(Candidate.FREESTORE),
          Figure.CPU,
          Figure.RECORD);
    }
    for (String recorder : new String[] {"none", "off", "on"}) {
      add(
          "diagnostics-cost",
          "jmh-event-" + recorder,
          Program.JMH,
          "EventBenchmark recorder=" + recorder,
          "",
          List.of(Candidate.WITH_DIAGNOSTICS),
          Figure.JMH_TIME,
          Figure.GARBAGE);
    }
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
    jmh("jmh-object-pair", "ObjectPairBenchmark", List.of(Candidate.FREESTORE, Candidate.BY_CLASS));
    jmh("jmh-auto-scope", "AutoScopeBenchmark", List.of(Candidate.FREESTORE));
    jmh("jmh-netty-pair", "NettyPairBenchmark bytes=256 direct=true", Candidate.OF_BUFFERS);
    jmh("jmh-netty-heap-pair", "NettyPairBenchmark bytes=256 direct=false", Candidate.OF_BUFFERS);
    jmh("jmh-netty-replace", "NettyPatternBenchmark live=1024", Candidate.OF_BUFFERS);
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
