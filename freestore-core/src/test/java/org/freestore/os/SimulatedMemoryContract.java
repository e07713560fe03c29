// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What can be asked of a simulated system only: that it refuses, and that it was called as its
/// manuals say.
abstract class SimulatedMemoryContract extends OsMemoryContract {
  private final SimulatedLibrary library;

  SimulatedMemoryContract(SimulatedLibrary library) {
    this.library = library;
  }

  abstract OsMemory open(SimulatedLibrary library);

  /// Returns the function that the system reserves with.
  abstract String reserveFunction();

  /// Returns the function that the system commits with.
  abstract String commitFunction();

  /// Returns the function that the system takes memory back with.
  abstract String purgeFunction();

  @Override
  final OsMemory open() {
    return open(library);
  }

  @Override
  final Pages pages() {
    return library.space;
  }

  final SimulatedLibrary library() {
    return library;
  }

  @AfterEach
  void noCallWasForbidden() {
    assertThat(library.violations()).isEmpty();
  }

  @Test
  void aReservationTakesNoMoreAddressSpaceThanAsked() {
    for (long alignment = pageBytes(); alignment <= 1L << 30; alignment *= 2) {
      long before = library.space.mappedBytes();
      reserve(5 * pageBytes(), alignment);
      assertThat(library.space.mappedBytes() - before).isEqualTo(5 * pageBytes());
    }
  }

  @Test
  void aRefusedReservationLeavesNothingBehind() {
    library.refuse(reserveFunction(), 1);
    assertThat(memory().reserve(16 * pageBytes(), 1L << 21)).isZero();
    assertThat(memory().lastError()).endsWith("=" + library.lastErrorNumber());
    assertThat(library.space.mappedBytes()).isZero();
    reserve(16 * pageBytes(), 1L << 21);
  }

  @Test
  void aRefusedCommitSaysSoAndTheNextSucceeds() {
    long address = reserve(8 * pageBytes());
    assertThat(memory().commit(address, pageBytes())).isTrue();
    write(address, pageBytes());
    library.refuse(commitFunction(), 1);
    assertThat(memory().commit(address, 8 * pageBytes())).isFalse();
    assertThat(memory().lastError()).endsWith("=" + library.lastErrorNumber());
    assertWritten(address, pageBytes());
    assertThat(memory().commit(address, 8 * pageBytes())).isTrue();
    assertWritten(address, pageBytes());
    assertUsable(address, 8 * pageBytes());
  }

  @Test
  void aRefusedPurgeSaysSoAndLeavesThePagesUsable() {
    long address = reserveAndCommit(8 * pageBytes());
    write(address, 8 * pageBytes());
    library.refuse(purgeFunction(), 1);
    assertThat(memory().purge(address, 8 * pageBytes())).isFalse();
    assertUsable(address, 8 * pageBytes());
    assertThat(memory().purge(address, 8 * pageBytes())).isTrue();
    assertZero(address, 8 * pageBytes());
  }

  @Test
  void everythingReleasedLeavesNothingMapped() {
    for (int i = 0; i < 20; i++) {
      long bytes = (i + 1) * pageBytes();
      long address = memory().reserve(bytes, pageBytes() << i % 10);
      assertThat(memory().commit(address, bytes)).isTrue();
      write(address, bytes);
      memory().release(address, bytes);
    }
    assertThat(library.space.mappedBytes()).isZero();
  }
}
