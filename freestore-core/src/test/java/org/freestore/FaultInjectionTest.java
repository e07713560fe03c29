// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.freestore.os.FaultyOsMemory;
import org.freestore.os.FaultyOsMemory.Operation;
import org.freestore.os.HostMemory;
import org.freestore.region.Window;
import org.freestore.store.Space;
import org.freestore.store.Store;
import org.freestore.store.StoreSettings;
import org.freestore.store.StoreStatistics;
import org.freestore.store.Verification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every call of the operating system fails once, and then all of them: no request but the one that
/// needed it notices, no block is lost or changed, and once the system recovers so does the store.
class FaultInjectionTest {
  private static final long MIB = 1L << 20;

  /// Small, so that some blocks are reservations of their own; and the smallest that has huge
  /// pages.
  private static final long WINDOW_BYTES = 64 * MIB;

  private static final long HUGE_WINDOW_BYTES = 2048 * MIB;
  private static final int STEPS = 250;
  private static final FreeStore REPORTING = FreeStore.open();

  @AfterAll
  static void closeReporting() {
    REPORTING.close();
  }

  /// A store over a system that fails on command, and the blocks that are live in it.
  private static final class Patient implements AutoCloseable {
    final FaultyOsMemory os = new FaultyOsMemory(HostMemory.open());
    final Store store;
    private final Map<Long, Long> byteSizes = new HashMap<>();
    private final List<Long> addresses = new ArrayList<>();
    private int refusals;

    Patient(boolean hugePages) {
      Window window =
          Objects.requireNonNull(Window.reserve(os, hugePages ? HUGE_WINDOW_BYTES : WINDOW_BYTES));
      StoreSettings settings =
          new StoreSettings("patient", Long.MAX_VALUE, 0, hugePages, false, true);
      store = new Store(settings, new Space(window), new Reports(REPORTING));
    }

    /// Does the same for every patient, whatever the system refuses.
    void live() {
      SplittableRandom random = new SplittableRandom(4);
      for (int step = 0; step < STEPS; step++) {
        int choice = random.nextInt(20);
        long size = random.nextLong(1L << random.nextInt(4, 24));
        int victim = random.nextInt(1 << 20);
        if (choice < 11) {
          allocate(size, 1L << random.nextInt(0, 15));
        } else if (choice < 16 && !addresses.isEmpty()) {
          free(addresses.get(victim % addresses.size()));
        } else if (choice < 19 && !addresses.isEmpty()) {
          reallocate(addresses.get(victim % addresses.size()), size);
        } else {
          store.trim();
        }
        if (os.refused() > refusals) {
          refusals = os.refused();
          checkUp();
        }
      }
    }

    void allocate(long size, long alignment) {
      try {
        long address = store.allocate(size, alignment, false);
        enter(address, size);
      } catch (OutOfFreeStoreException refusal) {
        assertFacts(refusal, size);
      }
    }

    private void enter(long address, long size) {
      Pattern.write(address, size, size);
      byteSizes.put(address, size);
      addresses.add(address);
    }

    private void leave(long address) {
      byteSizes.remove(address);
      addresses.remove(address);
    }

    private long byteSize(long address) {
      return Objects.requireNonNull(byteSizes.get(address));
    }

    private void assertFacts(OutOfFreeStoreException refusal, long size) {
      assertThat(os.refused()).as("refused only where the system refused").isPositive();
      assertThat(refusal.requestedBytes()).isEqualTo(size);
      assertThat(refusal.inUseBytes()).isEqualTo(store.statistics().inUseBytes());
      assertThat(refusal)
          .hasMessageContaining("the system has no more memory or address space")
          .hasMessageContaining("store=patient");
    }

    void free(long address) {
      long size = byteSize(address);
      leave(address);
      assertEquals(-1, Pattern.mismatch(address, size, size, size));
      store.free(address);
    }

    private void reallocate(long address, long size) {
      long before = byteSize(address);
      try {
        long moved = store.reallocate(address, size);
        assertEquals(-1, Pattern.mismatch(moved, Math.min(before, size), before, before));
        leave(address);
        enter(moved, size);
      } catch (OutOfFreeStoreException refusal) {
        assertFacts(refusal, size);
      }
    }

    /// Contents, figures, bookkeeping and the walk are as they should be.
    void checkUp() {
      byteSizes.forEach(
          (address, size) -> assertEquals(-1, Pattern.mismatch(address, size, size, size)));
      assertThat(Verification.firstBrokenInvariant(store)).isNull();
      StoreStatistics figures = store.statistics();
      long live = 0;
      for (StoreStatistics.Line line : figures.classes()) {
        live += line.liveBlocks;
      }
      assertThat(live).isEqualTo(byteSizes.size());
      Map<Long, Long> walked = new HashMap<>();
      store.walk(walked::put);
      assertThat(walked.keySet()).isEqualTo(byteSizes.keySet());
      walked.forEach(
          (address, usable) -> assertThat(usable).isGreaterThanOrEqualTo(byteSizes.get(address)));
    }

    /// The system recovered: everything is served again, and everything comes back.
    void recover() {
      os.recover();
      int before = os.refused();
      for (long size : List.of(8L, 100L, 5_000L, 60_000L, MIB, 20 * MIB)) {
        long address = store.allocate(size, 1, true);
        enter(address, size);
      }
      checkUp();
      List.copyOf(addresses).forEach(this::free);
      store.trim();
      assertThat(store.statistics().inUseBytes()).isZero();
      assertThat(store.statistics().region().dirtyFreeBytes()).isZero();
      assertThat(os.refused()).isEqualTo(before);
      checkUp();
    }

    @Override
    public void close() {
      store.close();
      os.close();
    }
  }

  private static int callsOfAHealthyLife(Operation operation, boolean hugePages) {
    try (Patient patient = new Patient(hugePages)) {
      patient.live();
      patient.checkUp();
      patient.recover();
      return patient.os.calls(operation);
    }
  }

  @ParameterizedTest
  @CsvSource({"COMMIT, false", "COMMIT, true", "PURGE, false", "PURGE, true", "RESERVE, false"})
  void whicheverCallFailsTheStoreGoesOn(Operation operation, boolean hugePages) {
    int calls = callsOfAHealthyLife(operation, hugePages);
    assertThat(calls).isPositive();
    for (int number = 1; number <= calls; number++) {
      try (Patient patient = new Patient(hugePages)) {
        patient.os.refuse(operation, number, 1);
        patient.live();
        patient.checkUp();
        patient.recover();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"COMMIT, false", "COMMIT, true", "PURGE, false", "PURGE, true", "RESERVE, false"})
  void whereverTheSystemStopsServingTheStoreLastsUntilItRecovers(
      Operation operation, boolean hugePages) {
    int calls = callsOfAHealthyLife(operation, hugePages);
    for (int number = calls; number >= 1; number -= 1 + calls / 12) {
      try (Patient patient = new Patient(hugePages)) {
        if (number > patient.os.calls(operation)) {
          patient.os.refuse(operation, number, Integer.MAX_VALUE);
        }
        patient.live();
        patient.checkUp();
        patient.recover();
      }
    }
  }

  @Test
  void aStoreWhoseFirstPageIsRefusedServesOnceItIsGranted() {
    try (Patient patient = new Patient(false)) {
      patient.os.refuseAll(Operation.COMMIT);
      patient.allocate(100, 1);
      patient.allocate(MIB, 1);
      patient.allocate(30 * MIB, 1);
      assertThat(patient.byteSizes).isEmpty();
      patient.checkUp();
      patient.recover();
    }
  }

  @Test
  void everythingIsGivenBackWhenAFaultyStoreIsClosed() {
    FaultyOsMemory os;
    try (Patient patient = new Patient(false)) {
      os = patient.os;
      patient.live();
      patient.os.refuseAll(Operation.PURGE);
      patient.store.close();
      assertThat(patient.store.statistics().inUseBytes()).isZero();
      assertThat(Verification.firstBrokenInvariant(patient.store)).isNull();
    }
    assertThat(os.reservationCount()).isZero();
  }
}
