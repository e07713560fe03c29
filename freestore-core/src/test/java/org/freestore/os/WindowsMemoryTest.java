// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The code for Windows, against a simulated one.
class WindowsMemoryTest extends SimulatedMemoryContract {

  WindowsMemoryTest() {
    super(new SimulatedWindows());
  }

  @Override
  OsMemory open(SimulatedLibrary library) {
    return new WindowsMemory(library);
  }

  @Override
  String reserveFunction() {
    return "VirtualAlloc";
  }

  @Override
  String commitFunction() {
    return "VirtualAlloc";
  }

  @Override
  String purgeFunction() {
    return "VirtualFree";
  }

  @Test
  void anAlignedAddressThatAnotherThreadTookIsAskedForAgain() {
    ((SimulatedWindows) library()).stealAddress(5);
    long address = reserve(16 * pageBytes(), 1L << 21);
    assertThat(address % (1L << 21)).isZero();
    assertThat(library().space.mappedBytes()).isEqualTo(16 * pageBytes());
  }

  @Test
  void anAddressTakenAgainAndAgainIsARefusalThatLeavesNothingBehind() {
    ((SimulatedWindows) library()).stealAddress(Integer.MAX_VALUE);
    assertThat(memory().reserve(16 * pageBytes(), 1L << 21)).isZero();
    assertThat(library().space.mappedBytes()).isZero();
  }
}
