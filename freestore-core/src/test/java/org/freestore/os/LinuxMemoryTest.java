// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The code for Linux, against a simulated one.
class LinuxMemoryTest extends SimulatedMemoryContract {

  LinuxMemoryTest() {
    super(new SimulatedPosix(SimulatedPosix.Platform.LINUX));
  }

  @Override
  OsMemory open(SimulatedLibrary library) {
    return new PosixMemory(library, PosixConstants.LINUX);
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
    return "madvise";
  }

  @Test
  void refusedAdviceForHugePagesChangesNothing() {
    long address = reserveAndCommit(1L << 21);
    write(address, pageBytes());
    library().refuse("madvise", 1);
    memory().adviseHugePages(address, 1L << 21);
    assertWritten(address, pageBytes());
  }

  @Test
  void everyOperationIsOneCallOnceTheReservationStands() {
    long address = reserve(8 * pageBytes());
    library().takeCalls();
    assertThat(memory().commit(address, 8 * pageBytes())).isTrue();
    assertThat(memory().purge(address, 8 * pageBytes())).isTrue();
    memory().adviseHugePages(address, 8 * pageBytes());
    assertThat(library().takeCalls()).containsExactly("mprotect", "madvise", "madvise");
  }
}
