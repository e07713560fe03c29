// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.freestore.DoubleDeleteException;
import org.freestore.ExpiredWeakException;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.InvalidDeleteException;
import org.freestore.OutOfFreeStoreException;
import org.freestore.Shared;
import org.freestore.UseAfterDeleteException;
import org.freestore.Weak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Several owners, and pointers that do not own ([util.smartptr]).
@ExtendWith(NothingLeaks.class)
final class SharedTest {

  @Rule(34)
  @Test
  void theLastOwnerDeletes() {
    Shared<Part> first = Shared.of(PartStruct.create());
    Shared<Part> second = first.copy();
    assertThat(second.useCount()).isEqualTo(2);
    first.close();
    assertThat(second.get().number()).isEqualTo(1);
    assertThat(Journal.read()).containsExactly("Part(1)");
    second.close();
    assertThat(Journal.read()).containsExactly("~Part(1)");
    assertThatThrownBy(second::get).isInstanceOf(IllegalStateException.class);
  }

  @Rule(34)
  @Test
  void whatWasGivenIsDeletedAsWhatItIsThroughABaseThatIsNotPolymorphic() {
    Shared<Frame> base = Shared.of(VehicleStruct.create());
    Shared<Object> any = Shared.copyOf(base);
    base.close();
    Journal.read();
    any.close();
    assertThat(Journal.read()).startsWith("~Vehicle(ÄB 12)").endsWith("~Part(1)").hasSize(7);
  }

  @Rule(34)
  @Test
  void theDeleterThatWasGivenRunsInPlaceOfDelete() {
    Part part = PartStruct.create();
    Shared<Part> owner = Shared.of(part, given -> Journal.note("deleter " + given.number()));
    owner.close();
    assertThat(Journal.read()).containsExactly("Part(1)", "deleter 1");
    FreeStore.delete(part);
  }

  @Rule(34)
  @Test
  void theObjectIsDeletedIfThereIsNoMemoryToCountWith() {
    FreeStoreOptions tiny = FreeStoreOptions.defaults().withName("tiny").withLimitBytes(1 << 20);
    try (FreeStore store = FreeStore.open(tiny)) {
      Part part = PartStruct.createIn(store);
      List<Samples.Plain> fill = new ArrayList<>();
      Throwable full =
          catchThrowable(() -> {
            while (true) {
              fill.add(Samples_PlainStruct.createIn(store));
            }
          });
      assertThat(full).isInstanceOf(OutOfFreeStoreException.class);
      List<Shared<Part>> owners = new ArrayList<>();
      Throwable none =
          catchThrowable(() -> {
            while (true) {
              owners.add(Shared.of(PartStruct.createIn(store)));
            }
          });
      assertThat(none).isInstanceOf(OutOfFreeStoreException.class);
      Journal.read();
      assertThat(part.number()).isEqualTo(1);
      assertThatThrownBy(() -> Shared.of(part)).isInstanceOf(OutOfFreeStoreException.class);
      assertThat(Journal.read()).containsExactly("~Part(1)");
      owners.forEach(Shared::close);
      fill.forEach(FreeStore::delete);
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Rule(35)
  @Test
  void anAliasSharesTheOwnershipAndPointsElsewhere() {
    Vehicle vehicle = VehicleStruct.create();
    Shared<Vehicle> whole = Shared.of(vehicle);
    Shared<Part> engine = Shared.aliasing(whole, vehicle.engine());
    assertThat(engine.ownerEquals(whole)).isTrue();
    assertThat(engine.ownerHash()).isEqualTo(whole.ownerHash());
    assertThat(engine.useCount()).isEqualTo(2);
    whole.close();
    assertThat(engine.get().number()).isEqualTo(2);
    Journal.read();
    engine.close();
    assertThat(Journal.read()).startsWith("~Vehicle(ÄB 12)");
  }

  @Rule(35)
  @Test
  void countsAreThreadSafe() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Shared<Part> first = Shared.of(PartStruct.create());
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Shared<Part> own = first.copy();
        running.add(threads.submit(() -> copiesAndCloses(own)));
      }
      first.close();
      for (Future<?> thread : running) {
        thread.get();
      }
    }
    assertThat(Journal.read()).containsExactly("Part(1)", "~Part(1)");
  }

  private static void copiesAndCloses(Shared<Part> own) {
    for (int i = 0; i < 10_000; i++) {
      try (Shared<Part> copy = own.copy()) {
        assertThat(copy.get().number()).isEqualTo(1);
      }
    }
    own.close();
  }

  @Rule(35)
  @Test
  void anOwnerIsClosedOnce() {
    Shared<Part> first = Shared.make(Part.class);
    Shared<Part> second = first.copy();
    first.close();
    assertThatThrownBy(first::close).isInstanceOf(IllegalStateException.class);
    assertThat(second.useCount()).isEqualTo(1);
    second.close();
  }

  @Rule(36)
  @Test
  void makeAllocatesOnceAndKeepsTheMemoryForWeakPointers() {
    long before = NothingLeaks.live();
    Shared<Part> owner = Shared.make(Part.class);
    assertThat(NothingLeaks.live()).isEqualTo(before + 1);
    Weak<Part> weak = owner.weak();
    owner.close();
    assertThat(Journal.read()).as("destroyed").containsExactly("Part(1)", "~Part(1)");
    assertThat(NothingLeaks.live()).as("not yet freed").isEqualTo(before + 1);
    weak.close();
    assertThat(NothingLeaks.live()).isEqualTo(before);
  }

  @Rule(36)
  @Test
  void makeTakesAnyFactoryAndAnyStore() {
    try (FreeStore store = FreeStore.open()) {
      Shared<Part> owner = Shared.makeIn(store, memory -> PartStruct.createIn(memory, 7));
      assertThat(owner.get().number()).isEqualTo(7);
      assertThat(store.statistics().liveBlocks()).isEqualTo(1);
      RuntimeException planned = Journal.failAt("Part(8)");
      assertThat(
              catchThrowable(() -> Shared.makeIn(store, memory -> PartStruct.createIn(memory, 8))))
          .isSameAs(planned);
      owner.close();
      assertThat(store.statistics().liveBlocks()).isZero();
    }
  }

  @Rule(36)
  @Test
  void whatWasMadeSharedCannotBeDeletedByHand() {
    Shared<Part> owner = Shared.make(Part.class);
    Part part = owner.get();
    assertThatThrownBy(() -> FreeStore.delete(part)).isInstanceOf(InvalidDeleteException.class);
    assertThat(part.number()).isEqualTo(1);
    owner.close();
  }

  @Rule(37)
  @Test
  void aWeakPointerTellsWhetherItsObjectIsGone() {
    Shared<Part> owner = Shared.of(PartStruct.create());
    Weak<Part> weak = owner.weak();
    try (Shared<Part> locked = Objects.requireNonNull(weak.lock())) {
      assertThat(locked.useCount()).isEqualTo(2);
    }
    assertThat(weak.expired()).isFalse();
    owner.close();
    assertThat(weak.expired()).isTrue();
    assertThat(weak.lock()).isNull();
    assertThatThrownBy(() -> Shared.fromWeak(weak)).isInstanceOf(ExpiredWeakException.class);
    weak.close();
  }

  @Rule(38)
  @Test
  void anObjectThatKnowsItsOwnersReturnsAnother() {
    Member member = MemberStruct.create();
    assertThatThrownBy(() -> Shared.fromThis(member)).isInstanceOf(ExpiredWeakException.class);
    Shared<Member> first = Shared.of(member);
    Shared<Member> second = Shared.fromThis(member);
    assertThat(second.ownerEquals(first)).isTrue();
    assertThat(first.useCount()).isEqualTo(2);
    first.close();
    second.close();
    assertThat(Journal.read()).containsExactly("~Member(1)");
    assertThatThrownBy(() -> Shared.fromThis(member)).isInstanceOf(UseAfterDeleteException.class);
  }

  @Rule(38)
  @Test
  void twoGroupsOfOwnersOfOneObjectAreADoubleDelete() {
    Part part = PartStruct.create();
    Shared<Part> first = Shared.of(part);
    Shared<Part> second = Shared.of(part);
    first.close();
    assertThatThrownBy(second::close).isInstanceOf(DoubleDeleteException.class);
    assertThat(Journal.read()).containsExactly("Part(1)", "~Part(1)");
  }
}
