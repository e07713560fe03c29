// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [OsMemory] promises, asserted page by page. Run against this machine and against the
/// simulated systems.
abstract class OsMemoryContract {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private record Reservation(long address, long byteSize) {}

  private final List<Reservation> held = new ArrayList<>();
  private OsMemory memory;
  private Pages pages;
  private long pageBytes;

  /// Opens the system under test.
  abstract OsMemory open();

  /// Returns what can be asked about the pages of the memory that [#open()] returned.
  abstract Pages pages();

  @BeforeEach
  void openMemory() {
    memory = open();
    pages = pages();
    pageBytes = memory.pageBytes();
  }

  @AfterEach
  void releaseWhatIsHeld() {
    held.forEach(r -> memory.release(r.address(), r.byteSize()));
  }

  final OsMemory memory() {
    return memory;
  }

  final long pageBytes() {
    return pageBytes;
  }

  final long reserve(long byteSize) {
    return reserve(byteSize, pageBytes);
  }

  final long reserve(long byteSize, long byteAlignment) {
    long address = memory.reserve(byteSize, byteAlignment);
    assertThat(address).isNotZero();
    held.add(new Reservation(address, byteSize));
    return address;
  }

  final long reserveAndCommit(long byteSize) {
    long address = reserve(byteSize);
    assertThat(memory.commit(address, byteSize)).isTrue();
    return address;
  }

  private void release(long address, long byteSize) {
    held.remove(new Reservation(address, byteSize));
    memory.release(address, byteSize);
  }

  /// Writes a value that depends on the page to the first and last byte of each page.
  final void write(long address, long byteSize) {
    for (long page = address; page < address + byteSize; page += pageBytes) {
      pages.put(page, mark(page));
      pages.put(page + pageBytes - 1, mark(page));
    }
  }

  final void assertWritten(long address, long byteSize) {
    for (long page = address; page < address + byteSize; page += pageBytes) {
      assertThat(pages.get(page)).isEqualTo(mark(page));
      assertThat(pages.get(page + pageBytes - 1)).isEqualTo(mark(page));
    }
  }

  private byte mark(long page) {
    return (byte) (page / pageBytes % 100 + 1);
  }

  final void assertZero(long address, long byteSize) {
    for (long page = address; page < address + byteSize; page += pageBytes) {
      assertThat(pages.get(page)).isZero();
      assertThat(pages.get(page + pageBytes / 2)).isZero();
      assertThat(pages.get(page + pageBytes - 1)).isZero();
    }
  }

  final void assertReservedOnly(long address, long byteSize) {
    for (long page = address; page < address + byteSize; page += pageBytes) {
      assertThat(pages.isMapped(page)).isTrue();
      assertThat(pages.isUsable(page)).isFalse();
    }
  }

  final void assertUsable(long address, long byteSize) {
    for (long page = address; page < address + byteSize; page += pageBytes) {
      assertThat(pages.isUsable(page)).isTrue();
    }
  }

  /// Looks at 64 pages all over a released range.
  final void assertFree(long address, long byteSize) {
    long step = Math.max(byteSize / 64 & -pageBytes, pageBytes);
    int asked = 0;
    int mapped = 0;
    for (long page = address; page < address + byteSize; page += step) {
      asked++;
      mapped += pages.isMapped(page) ? 1 : 0;
    }
    assertThat(mapped).isLessThanOrEqualTo(othersMayMap() ? asked - 1 : 0);
  }

  /// Returns whether somebody else in the process may map what was just released.
  boolean othersMayMap() {
    return false;
  }

  @Test
  void aPageIsAPowerOfTwoOfAtLeast4KiB() {
    assertThat(Long.bitCount(pageBytes)).isEqualTo(1);
    assertThat(pageBytes).isBetween(4096L, 64L << 10);
  }

  @Test
  void aReservationTakesAddressSpaceOnly() {
    long address = reserve(16 * pageBytes);
    assertReservedOnly(address, 16 * pageBytes);
    assertThat(pages.isResident(address)).isFalse();
  }

  @Test
  void aReservationIsAlignedAsAskedFromOnePageToOneGiB() {
    for (long alignment = pageBytes; alignment <= GIB; alignment *= 2) {
      long address = reserve(3 * pageBytes, alignment);
      assertThat(address % alignment).isZero();
      assertReservedOnly(address, 3 * pageBytes);
    }
  }

  @Test
  void reservationsDoNotOverlap() {
    Set<Long> taken = new HashSet<>();
    for (int i = 0; i < 32; i++) {
      long bytes = (1 + i % 5) * pageBytes;
      long address = reserve(bytes, pageBytes << i % 7);
      for (long page = address; page < address + bytes; page += pageBytes) {
        assertThat(taken.add(page)).isTrue();
      }
    }
  }

  @Test
  void aTerabyteCanBeReserved() {
    long address = memory.reserve(1L << 40, 2 * MIB);
    assumeTrue(address != 0, "the system refuses to reserve 1 TiB");
    assertThat(address % (2 * MIB)).isZero();
    assertThat(pages.isMapped(address + (1L << 40) - pageBytes)).isTrue();
    memory.release(address, 1L << 40);
    assertFree(address, 1L << 40);
  }

  @Test
  void aReservationBeyondTheAddressSpaceIsRefusedAndSaysWhy() {
    assertThat(memory.reserve(1L << 62, pageBytes)).isZero();
    assertThat(memory.lastError()).matches("(errno|GetLastError)=[1-9][0-9]*");
  }

  @Test
  void aReservationWhoseAlignmentDoesNotFitTheAddressSpaceIsRefused() {
    assertThat(memory.reserve(pageBytes, 1L << 62)).isZero();
  }

  @Test
  void committedPagesAreUsableAndZero() {
    long address = reserveAndCommit(16 * pageBytes);
    assertUsable(address, 16 * pageBytes);
    assertZero(address, 16 * pageBytes);
    write(address, 16 * pageBytes);
    assertWritten(address, 16 * pageBytes);
  }

  @Test
  void committingAPartLeavesTheRestReserved() {
    long address = reserve(16 * pageBytes);
    assertThat(memory.commit(address + 4 * pageBytes, 8 * pageBytes)).isTrue();
    assertReservedOnly(address, 4 * pageBytes);
    assertUsable(address + 4 * pageBytes, 8 * pageBytes);
    assertReservedOnly(address + 12 * pageBytes, 4 * pageBytes);
  }

  @Test
  void committingInStepsKeepsWhatWasWrittenBefore() {
    long address = reserve(16 * pageBytes);
    for (int step = 0; step < 16; step++) {
      assertThat(memory.commit(address + step * pageBytes, pageBytes)).isTrue();
      write(address + step * pageBytes, pageBytes);
    }
    assertWritten(address, 16 * pageBytes);
  }

  @Test
  void committingACommittedPageChangesNothing() {
    long address = reserveAndCommit(8 * pageBytes);
    write(address, 8 * pageBytes);
    assertThat(memory.commit(address, 8 * pageBytes)).isTrue();
    assertThat(memory.commit(address + pageBytes, pageBytes)).isTrue();
    assertWritten(address, 8 * pageBytes);
  }

  @Test
  void committingDoesNotMakePagesResident() {
    long address = reserveAndCommit(4 * pageBytes);
    assertThat(pages.isResident(address + pageBytes)).isFalse();
    pages.put(address + pageBytes, (byte) 1);
    assertThat(pages.isResident(address + pageBytes)).isTrue();
    assertThat(pages.isResident(address + 2 * pageBytes)).isFalse();
  }

  @Test
  void purgedPagesAreZeroAndStayUsable() {
    long address = reserveAndCommit(16 * pageBytes);
    write(address, 16 * pageBytes);
    assertThat(memory.purge(address, 16 * pageBytes)).isTrue();
    assertUsable(address, 16 * pageBytes);
    assertZero(address, 16 * pageBytes);
    write(address, 16 * pageBytes);
    assertWritten(address, 16 * pageBytes);
  }

  @Test
  void purgedPagesTakeNoMemory() {
    long address = reserveAndCommit(8 * pageBytes);
    write(address, 8 * pageBytes);
    assertThat(memory.purge(address, 8 * pageBytes)).isTrue();
    for (int page = 0; page < 8; page++) {
      assertThat(pages.isResident(address + page * pageBytes)).isFalse();
    }
  }

  @Test
  void purgingAPartKeepsItsNeighbours() {
    long address = reserveAndCommit(16 * pageBytes);
    write(address, 16 * pageBytes);
    assertThat(memory.purge(address + 5 * pageBytes, 3 * pageBytes)).isTrue();
    assertWritten(address, 5 * pageBytes);
    assertZero(address + 5 * pageBytes, 3 * pageBytes);
    assertWritten(address + 8 * pageBytes, 8 * pageBytes);
  }

  @Test
  void purgingAgainAndUntouchedPagesIsFine() {
    long address = reserveAndCommit(4 * pageBytes);
    assertThat(memory.purge(address, 4 * pageBytes)).isTrue();
    assertThat(memory.purge(address, 4 * pageBytes)).isTrue();
    assertUsable(address, 4 * pageBytes);
    assertZero(address, 4 * pageBytes);
  }

  @Test
  void purgedPagesCanBeCommittedAgainAndStayZero() {
    long address = reserveAndCommit(4 * pageBytes);
    write(address, 4 * pageBytes);
    assertThat(memory.purge(address, 4 * pageBytes)).isTrue();
    assertThat(memory.commit(address, 4 * pageBytes)).isTrue();
    assertZero(address, 4 * pageBytes);
  }

  @Test
  void adviceForHugePagesChangesNeitherStateNorContents() {
    long address = reserve(4 * MIB, 2 * MIB);
    assertThat(memory.commit(address, 2 * MIB)).isTrue();
    write(address, 8 * pageBytes);
    memory.adviseHugePages(address, 2 * MIB);
    assertWritten(address, 8 * pageBytes);
    assertUsable(address, 2 * MIB);
    assertReservedOnly(address + 2 * MIB, 2 * pageBytes);
    assertThat(memory.purge(address, 2 * MIB)).isTrue();
    assertZero(address, 8 * pageBytes);
  }

  @Test
  void aReleasedReservationIsGoneWhetherCommittedOrNot() {
    for (int committedPages : new int[] {0, 3, 8}) {
      long address = reserve(4 * MIB, MIB);
      if (committedPages > 0) {
        assertThat(memory.commit(address, committedPages * pageBytes)).isTrue();
        write(address, committedPages * pageBytes);
      }
      release(address, 4 * MIB);
      assertFree(address, 4 * MIB);
    }
  }

  @Test
  void releasingOneReservationKeepsTheOthers() {
    long first = reserveAndCommit(4 * pageBytes);
    long second = reserveAndCommit(4 * pageBytes);
    long third = reserveAndCommit(4 * pageBytes);
    write(first, 4 * pageBytes);
    write(third, 4 * pageBytes);
    release(second, 4 * pageBytes);
    assertWritten(first, 4 * pageBytes);
    assertWritten(third, 4 * pageBytes);
  }

  @Test
  void addressSpaceComesBackForEver() {
    for (int i = 0; i < 2_000; i++) {
      long address = reserve(64 * MIB, 2 * MIB);
      assertThat(memory.commit(address, pageBytes)).isTrue();
      release(address, 64 * MIB);
    }
  }
}
