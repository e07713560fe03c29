// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Linker;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// This machine, whichever it is; what its pages are is asked of Linux.
class HostMemoryTest extends OsMemoryContract {

  @BeforeAll
  static void pagesCanBeAskedFor() {
    assumeTrue(HostPages.isReadable(), "pages are listed under /proc/self on Linux only");
  }

  @Override
  OsMemory open() {
    return HostMemory.open();
  }

  @Override
  Pages pages() {
    return new HostPages(memory().pageBytes());
  }

  @Override
  boolean othersMayMap() {
    return true;
  }

  @Test
  void threadsReserveCommitPurgeAndReleaseAtTheSameTime() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Void> life = this::liveManyLives;
      for (var result : threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> life).toList())) {
        result.get();
      }
    }
  }

  private Void liveManyLives() {
    OsMemory memory = memory();
    long bytes = 16 * pageBytes();
    for (int i = 0; i < 200; i++) {
      long address = memory.reserve(bytes, 1L << 20);
      assertThat(memory.commit(address, bytes)).isTrue();
      write(address, bytes);
      assertWritten(address, bytes);
      assertThat(memory.purge(address, bytes)).isTrue();
      assertZero(address, bytes);
      memory.release(address, bytes);
    }
    return null;
  }

  @Test
  void anotherOperatingSystemIsNamedInTheRefusal() {
    String system = System.getProperty("os.name");
    System.setProperty("os.name", "Plan 9");
    try {
      assertThatThrownBy(HostMemory::open)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("os.name=plan 9");
    } finally {
      System.setProperty("os.name", system);
    }
  }

  @Test
  void aFunctionThatTheSystemLacksIsNamed() {
    LinkedLibrary library = new LinkedLibrary(Linker.nativeLinker().defaultLookup(), "errno");
    assertThatThrownBy(() -> library.function("no_such_function_anywhere"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("name=no_such_function_anywhere");
  }
}
