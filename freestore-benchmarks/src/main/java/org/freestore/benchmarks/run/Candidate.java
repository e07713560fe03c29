// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.List;
import org.freestore.benchmarks.netty.BufferAllocators;

/// What is compared: an allocator and the language that calls it.
public enum Candidate {
  /// Freestore from Java, with the core's defaults: allocations are sampled, and nobody listens.
  FREESTORE("freestore", Side.JAVA, "freestore"),
  /// The same with `freestore-diagnostics` at work, as it is where that is on the class path.
  WITH_DIAGNOSTICS("freestore with diagnostics", Side.JAVA, "freestore"),
  /// The same while the flight recorder runs with its default settings.
  RECORDED("freestore recorded", Side.JAVA, "freestore"),
  /// Freestore with nothing watched: no samples, nobody listens.
  UNWATCHED("freestore unwatched", Side.JAVA, "freestore"),
  /// A C program with mimalloc preloaded.
  MIMALLOC("mimalloc", Side.NATIVE, "mimalloc"),
  /// A C program with jemalloc preloaded.
  JEMALLOC("jemalloc", Side.NATIVE, "jemalloc"),
  /// A C program with tcmalloc preloaded.
  TCMALLOC("tcmalloc", Side.NATIVE, "tcmalloc"),
  /// A C program as it is.
  GLIBC("glibc", Side.NATIVE, "libc"),
  /// mimalloc called from Java by critical downcalls.
  MIMALLOC_FROM_JAVA("mimalloc from Java", Side.JAVA, "mimalloc"),
  /// jemalloc called from Java by critical downcalls.
  JEMALLOC_FROM_JAVA("jemalloc from Java", Side.JAVA, "jemalloc"),
  /// `sun.misc.Unsafe`, which calls glibc.
  UNSAFE("Unsafe", Side.JAVA, "unsafe"),
  /// A pooled arena of Freestore.
  FREESTORE_ARENA("FreeStore.arena()", Side.JAVA, "freestore"),
  /// The JDK's arena for one thread.
  CONFINED_ARENA("Arena.ofConfined()", Side.JAVA, "confined"),
  /// A pooled arena of Freestore for all threads, whose close stops none.
  RECYCLING_ARENA("FreeStore.recyclingArena()", Side.JAVA, "recycling"),
  /// The JDK's arena for all threads.
  SHARED_ARENA("Arena.ofShared()", Side.JAVA, "shared"),
  /// Apache Arrow's memory from Netty.
  ARROW_NETTY("Arrow's Netty", Side.JAVA, "netty"),
  /// Apache Arrow's memory from `sun.misc.Unsafe`.
  ARROW_UNSAFE("Arrow's Unsafe", Side.JAVA, "unsafe"),
  /// The JDK's arena that is never closed.
  GLOBAL_ARENA("Arena.global()", Side.JAVA, "arena"),
  /// Structs of Freestore, created by their interface's class.
  BY_CLASS("FreeStore.create(Class)", Side.JAVA, "by-class"),
  /// Structs of Freestore by their references, without a Java object for any.
  BY_REFERENCE("freestore by reference", Side.JAVA, "by-reference"),
  /// The same Java code over addresses of raw blocks, by `sun.misc.Unsafe`, nothing checked.
  UNCHECKED("unchecked", Side.JAVA, "unchecked"),
  /// The same Java code over flyweights that hold an address, by `sun.misc.Unsafe`, nothing
  /// checked.
  UNCHECKED_FLYWEIGHTS("unchecked flyweights", Side.JAVA, "unchecked-flyweights"),
  /// Plain Java objects under the default collector, with four times the memory that lives.
  G1("G1", Side.JAVA, "java"),
  /// Plain Java objects under the collector for throughput, with four times the memory that lives.
  PARALLEL("Parallel", Side.JAVA, "java"),
  /// Plain Java objects under the collector for short pauses, with four times the memory that
  /// lives.
  ZGC("ZGC", Side.JAVA, "java"),
  /// As [#G1], with little more memory than what lives.
  G1_TIGHT("G1 tight", Side.JAVA, "java"),
  /// As [#PARALLEL], with little more memory than what lives.
  PARALLEL_TIGHT("Parallel tight", Side.JAVA, "java"),
  /// As [#ZGC], with little more memory than what lives.
  ZGC_TIGHT("ZGC tight", Side.JAVA, "java"),
  /// Freestore's allocator for Netty when it recycles buffer objects.
  FREESTORE_RECYCLING("freestore recycling", Side.JAVA, "freestore-recycling"),
  /// Netty's default allocator.
  NETTY_ADAPTIVE("Netty adaptive", Side.JAVA, "netty-adaptive"),
  /// Netty's older allocator.
  NETTY_POOLED("Netty pooled", Side.JAVA, "netty-pooled"),
  /// A port of mimalloc to Java for Netty, by others.
  NETTY_PORT("neoionet's port of mimalloc", Side.JAVA, "neoionet"),
  /// A Java program that allocates nothing.
  EMPTY_MAIN("empty main", Side.JAVA, "empty");

  /// The language of the measured program.
  public enum Side {
    /// A JVM.
    JAVA,
    /// A C program.
    NATIVE
  }

  /// Those that every workload of one thread has.
  public static final List<Candidate> ALL_BUT_ARENAS =
      List.of(
          FREESTORE,
          MIMALLOC,
          JEMALLOC,
          TCMALLOC,
          GLIBC,
          MIMALLOC_FROM_JAVA,
          JEMALLOC_FROM_JAVA,
          UNSAFE);

  /// Freestore and the native ones.
  public static final List<Candidate> FREESTORE_AND_NATIVES =
      List.of(FREESTORE, MIMALLOC, JEMALLOC, TCMALLOC, GLIBC);

  /// Java's collectors, with much memory and with little.
  public static final List<Candidate> COLLECTORS =
      List.of(G1, PARALLEL, ZGC, G1_TIGHT, PARALLEL_TIGHT, ZGC_TIGHT);

  /// Freestore by how closely it is watched, the default first.
  public static final List<Candidate> BY_WATCHERS =
      List.of(FREESTORE, UNWATCHED, WITH_DIAGNOSTICS, RECORDED);

  /// The allocators of Netty's buffers; the last of them where somebody put it on the class path.
  public static final List<Candidate> OF_BUFFERS =
      isPresent(BufferAllocators.PORT)
          ? List.of(FREESTORE, FREESTORE_RECYCLING, NETTY_ADAPTIVE, NETTY_POOLED, NETTY_PORT)
          : List.of(FREESTORE, FREESTORE_RECYCLING, NETTY_ADAPTIVE, NETTY_POOLED);

  /// The allocators of a web server's buffers.
  public static final List<Candidate> OF_SERVERS = List.of(FREESTORE, NETTY_ADAPTIVE, NETTY_POOLED);

  private final String title;
  private final Side side;
  private final String allocator;

  Candidate(String title, Side side, String allocator) {
    this.title = title;
    this.side = side;
    this.allocator = allocator;
  }

  /// Returns the name for reports.
  public String title() {
    return title;
  }

  /// Returns the language of the measured program.
  public Side side() {
    return side;
  }

  private static boolean isPresent(String className) {
    String file = "/" + className.replace('.', '/') + ".class";
    return Candidate.class.getResource(file) != null;
  }

  boolean chosenBy(List<String> words) {
    return this == EMPTY_MAIN || words.contains(title);
  }

  /// Returns the name for the measured program.
  public String allocator() {
    return allocator;
  }
}
