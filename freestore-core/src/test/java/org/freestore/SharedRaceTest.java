// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.freestore.fixture.Events;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.fixture.Witness;
import org.freestore.fixture.WitnessStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pointers that threads copy, lock and close at the same time: one destruction, and nothing else
/// is touched.
class SharedRaceTest {
  private static final int ROUNDS = 2_000;

  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("races"));

  @BeforeEach
  void nothingHappened() {
    Events.reset();
  }

  @AfterEach
  void theStoreIsIntactAndEmpty() {
    store.verify();
    assertThat(store.statistics().liveBlocks()).isZero();
    store.close();
  }

  private Shared<Witness> owner(boolean made) {
    return made ? Shared.makeIn(store, Witness.class) : Shared.of(WitnessStruct.createIn(store));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void copiesThatManyThreadsMakeAndCloseEndInOneDestruction(boolean made) throws Exception {
    Shared<Witness> owner = owner(made);
    List<OtherThread.Work> works = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Shared<Witness> own = owner.copy();
      works.add(() -> {
        for (int round = 0; round < ROUNDS; round++) {
          Shared<Witness> copy = own.copy();
          Weak<Witness> weak = copy.weak();
          copy.close();
          weak.close();
        }
        own.close();
      });
    }
    owner.close();
    OtherThread.runAll(Thread.ofPlatform(), works);
    assertThat(Events.all()).containsExactly("+0", "-0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLockAgainstTheLastCloseGetsTheObjectOrNothing(boolean made) throws Exception {
    AtomicReference<Shared<Witness>> owner = new AtomicReference<>();
    AtomicReference<Weak<Witness>> weak = new AtomicReference<>();
    for (int round = 0; round < ROUNDS / 10; round++) {
      Shared<Witness> first = owner(made);
      owner.set(first);
      weak.set(first.weak());
      OtherThread.runAll(
          Thread.ofPlatform(),
          List.of(
              () -> Objects.requireNonNull(owner.get()).close(),
              () -> {
                Shared<Witness> locked = Objects.requireNonNull(weak.get()).lock();
                if (locked != null) {
                  assertThat(locked.get().number()).isNotNegative();
                  locked.close();
                }
                weak.get().close();
              }));
    }
    assertThat(Events.all().stream().filter(event -> event.startsWith("-")).distinct())
        .hasSize(ROUNDS / 10);
    assertThat(Events.all()).hasSize(2 * (ROUNDS / 10));
  }

  /// The owner and its object are used by one thread while another closes it, and a third one
  /// reuses the memory: what that one writes must not be taken for counts.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoComesTooLateChangesNothingOfTheNextObject(boolean made) throws Exception {
    AtomicInteger told = new AtomicInteger();
    for (int round = 0; round < ROUNDS / 10; round++) {
      Shared<Witness> owner = owner(made);
      Witness object = owner.get();
      OtherThread.runAll(
          Thread.ofPlatform(),
          List.of(
              () -> {
                owner.close();
                List<Spot> spots = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                  Spot spot = SpotStruct.createIn(store);
                  spot.x(0x1_0001);
                  spot.y(0x1_0000_0001L);
                  spots.add(spot);
                }
                for (Spot spot : spots) {
                  assertThat(spot.x()).isEqualTo(0x1_0001);
                  assertThat(spot.y()).isEqualTo(0x1_0000_0001L);
                  FreeStore.delete(spot);
                }
              },
              () -> {
                try {
                  owner.copy().close();
                } catch (IllegalStateException e) {
                  told.incrementAndGet();
                }
              },
              () -> {
                try {
                  Shared.fromThis(object).close();
                } catch (UseAfterDeleteException | ExpiredWeakException e) {
                  told.incrementAndGet();
                }
              }));
    }
    assertThat(Events.all()).hasSize(2 * (ROUNDS / 10));
    assertThat(told.get()).isBetween(0, 2 * (ROUNDS / 10));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofThreadsThatCloseOneOwnerAllButOneAreTold(boolean made) throws Exception {
    for (int round = 0; round < ROUNDS / 20; round++) {
      Shared<Witness> owner = owner(made);
      AtomicInteger told = new AtomicInteger();
      List<OtherThread.Work> works = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        works.add(() -> {
          try {
            owner.close();
          } catch (IllegalStateException e) {
            told.incrementAndGet();
          }
        });
      }
      OtherThread.runAll(Thread.ofVirtual(), works);
      assertThat(told).hasValue(2);
    }
    assertThat(Events.all()).hasSize(2 * (ROUNDS / 20));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReleaseOfTheResourceAgainstTheLastCloseEndsTheObjectOnce(boolean made) throws Exception {
    for (int round = 0; round < ROUNDS / 20; round++) {
      try (PoolResource pool = PoolResource.open(store, PoolResource.Options.defaults())) {
        Shared<Witness> owner =
            made ? Shared.makeIn(pool, Witness.class) : Shared.of(WitnessStruct.createIn(pool));
        OtherThread.runAll(
            Thread.ofPlatform(),
            List.of(
                pool::release,
                () -> {
                  try {
                    owner.close();
                  } catch (DoubleDeleteException e) {
                    // The resource was first: there is nothing left to delete.
                  }
                }));
      }
    }
    assertThat(Events.all().stream().filter(event -> event.startsWith("-")).count())
        .isLessThanOrEqualTo(ROUNDS / 20);
  }
}
