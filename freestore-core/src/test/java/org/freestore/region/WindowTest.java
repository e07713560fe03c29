// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.freestore.os.FaultyOsMemory;
import org.freestore.os.FaultyOsMemory.Operation;
import org.freestore.os.HostMemory;
import org.freestore.os.OsMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
  private FaultyOsMemory os;

  @BeforeEach
  void openSystem() {
    os = new FaultyOsMemory(HostMemory.open());
  }

  @AfterEach
  void release() {
    os.close();
  }

  /// A system with so much address space for all reservations together.
  private static final class SmallSystem implements OsMemory {
    private final OsMemory real;
    private long leftBytes;

    SmallSystem(OsMemory real, long leftBytes) {
      this.real = real;
      this.leftBytes = leftBytes;
    }

    @Override
    public long reserve(long byteSize, long byteAlignment) {
      if (byteSize > leftBytes) {
        return 0;
      }
      leftBytes -= byteSize;
      return real.reserve(byteSize, byteAlignment);
    }

    @Override
    public boolean commit(long address, long byteSize) {
      return real.commit(address, byteSize);
    }

    @Override
    public boolean purge(long address, long byteSize) {
      return real.purge(address, byteSize);
    }

    @Override
    public void adviseHugePages(long address, long byteSize) {}

    @Override
    public void release(long address, long byteSize) {
      leftBytes += byteSize;
      real.release(address, byteSize);
    }

    @Override
    public long pageBytes() {
      return real.pageBytes();
    }

    @Override
    public String lastError() {
      return "errno=12";
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 26, 28, 30, 31, 32, 34, 36, 38, 40})
  void theTablesOfAWindowOfAnySizeFollowEachOtherAndFit(int shift) {
    Window window = Window.reserve(os, 1L << shift);
    assertNotNull(window);
    int granules = window.granuleCount();
    assertThat(Window.bytes(granules)).isEqualTo(1L << shift);
    assertThat(window.base() % Region.HUGE_PAGE_BYTES).isZero();
    assertThat(window.mapBase() % Region.GRANULE_BYTES).isZero();
    assertThat(window.descriptorBase())
        .isGreaterThanOrEqualTo(window.mapBase() + (long) granules * Long.BYTES);
    assertThat(window.stateBase())
        .isGreaterThanOrEqualTo(
            window.descriptorBase() + granules * GranuleDescriptor.DESCRIPTOR_BYTES);
    assertThat(os.reservedBytes()).isEqualTo(window.reservedBytes());
    assertThat(os.reservationCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 64, 100, 200, 1000, 5000})
  void whereTheSystemHasLessAHalfOfWhatFitsIsTaken(long mebibytes) {
    long left = mebibytes << 20;
    Window window = Window.reserve(new SmallSystem(os, left), Window.MOST_BYTES);
    assertNotNull(window);
    assertThat(window.reservedBytes()).isLessThanOrEqualTo(left);
    assertThat(Window.bytes(window.granuleCount())).isGreaterThanOrEqualTo(Window.LEAST_BYTES);
    assertThat(os.reservedBytes()).isEqualTo(window.reservedBytes());
  }

  @Test
  void aSystemWithoutRoomForTheSmallestWindowLeavesNoneAndNothingReserved() {
    assertThat(Window.reserve(new SmallSystem(os, 20L << 20), Window.MOST_BYTES)).isNull();
    assertThat(os.reservationCount()).isZero();
  }

  @Test
  void whicheverReservationIsRefusedAWindowIsMadeAllTheSameAndNothingIsLeftBehind() {
    for (int number = 1; number <= 6; number++) {
      try (FaultyOsMemory faulty = new FaultyOsMemory(HostMemory.open())) {
        faulty.refuse(Operation.RESERVE, number, 1);
        Window window = Window.reserve(faulty, 1L << 32);
        assertNotNull(window);
        assertThat(faulty.reservationCount()).isEqualTo(2);
        assertThat(faulty.reservedBytes()).isEqualTo(window.reservedBytes());
      }
    }
  }

  @Test
  void aSystemThatRefusesEverythingIsAskedForEveryHalfAndNothingIsLeftBehind() {
    os.refuseAll(Operation.RESERVE);
    assertThat(Window.reserve(os, 1L << 32)).isNull();
    assertThat(os.calls(Operation.RESERVE)).isGreaterThanOrEqualTo(8);
    assertThat(os.reservationCount()).isZero();
  }
}
