// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The code for macOS, against a simulated one with pages of 16 KiB.
class MacMemoryTest extends SimulatedMemoryContract {

  MacMemoryTest() {
    super(new SimulatedPosix(SimulatedPosix.Platform.MACOS));
  }

  @Override
  OsMemory open(SimulatedLibrary library) {
    return new PosixMemory(library, PosixConstants.MACOS);
  }

  @Override
  String reserveFunction() {
    return "mmap";
  }

  @Override
  String commitFunction() {
    return "mprotect";
  }

  @Override
  String purgeFunction() {
    return "mmap";
  }

  @Test
  void noAdviceIsGivenWhereNoneWouldZero() {
    long address = reserveAndCommit(1L << 21);
    memory().adviseHugePages(address, 1L << 21);
    assertThat(memory().purge(address, 1L << 21)).isTrue();
    assertThat(library().takeCalls()).doesNotContain("madvise");
  }
}
