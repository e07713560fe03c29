// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.util.List;

/// What is compared: an allocator and the language that calls it.
public enum Candidate {
  /// Freestore's raw API, from Java.
  FREESTORE("freestore", Side.JAVA, "freestore"),
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
  /// The JDK's arena that is never closed.
  GLOBAL_ARENA("Arena.global()", Side.JAVA, "arena"),
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

  boolean chosenBy(List<String> words) {
    return this == EMPTY_MAIN || words.contains(title);
  }

  /// Returns the name for the measured program.
  public String allocator() {
    return allocator;
  }
}
