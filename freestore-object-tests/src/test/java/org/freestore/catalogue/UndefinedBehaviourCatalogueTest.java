// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.freestore.AutoScope;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.freestore.InvalidDeleteException;
import org.freestore.MemoryResource;
import org.freestore.MismatchedDeleteException;
import org.freestore.PointerArray;
import org.freestore.PureVirtualCallException;
import org.freestore.Storage;
import org.freestore.StoreObject;
import org.freestore.StructArray;
import org.freestore.TypeMismatchException;
import org.freestore.UninitializedReadException;
import org.freestore.UseAfterDeleteException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The entries of the C++ draft's annex of undefined behaviour that are about storage, lifetime,
/// `new` and `delete`, construction and destruction: what Freestore does in their place. Each test
/// bears the entry's label. `docs/undefined-behaviour.md` lists them.
class UndefinedBehaviourCatalogueTest {
  private static Numeral number() {
    return NumeralStruct.create();
  }

  private static Numeral dead() {
    Numeral number = number();
    FreeStore.delete(number);
    return number;
  }

  private static Square deadSquare() {
    Square square = SquareStruct.create();
    FreeStore.delete(square);
    return square;
  }

  @AfterEach
  void forgetWhatToDo() {
    Moments.construction = Moments.NOTHING;
    Moments.destruction = Moments.NOTHING;
  }

  @Nested
  class StorageAndPointers {
    @Test
    @DisplayName("basic.align.object.alignment")
    void storageThatIsNotAlignedIsRefused() {
      try (Storage storage = Storage.ofBytes(256, 8)) {
        assertThatThrownBy(() -> AlignedStruct.createIn(storage))
            .isInstanceOf(IllegalArgumentException.class);
      }
      Aligned aligned = AlignedStruct.create();
      assertThat(addressOf(aligned) % 64).isZero();
      FreeStore.delete(aligned);
    }

    private long addressOf(Aligned aligned) {
      try (java.lang.foreign.Arena arena = java.lang.foreign.Arena.ofConfined()) {
        return AlignedStruct.segment(aligned, arena).address();
      }
    }

    @Test
    @DisplayName("basic.indet.value")
    void aValueNeverWrittenIsZeroOrReported() {
      Numeral number = number();
      assertThat(number.value()).isZero();
      FreeStore.delete(number);

      Checked checked = CheckedStruct.create();
      assertThatExceptionOfType(UninitializedReadException.class).isThrownBy(checked::value);
      FreeStore.delete(checked);
    }

    /// Nobody else can write an allocation function.
    @Test
    @DisplayName("basic.stc.alloc.dealloc.constraint")
    void memoryResourcesAreFreestoresOwn() {
      assertThat(MemoryResource.class.isSealed()).isTrue();
      for (Class<?> resource : MemoryResource.class.getPermittedSubclasses()) {
        assertThat(Modifier.isFinal(resource.getModifiers())).as(resource.getName()).isTrue();
      }
    }

    @Test
    @DisplayName("basic.stc.alloc.zero.dereference")
    void whatHasNoBytesCannotBeRead() {
      FreeStore store = FreeStore.global();
      IntArray empty = IntArray.create(0);
      StructArray<Numeral> structs = FreeStore.createArray(Numeral.class, 0);
      MemorySegment segment = store.allocate(0, 1);
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> empty.get(0));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> structs.get(0).value());
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0));
      FreeStore.deleteArray(empty);
      FreeStore.deleteArray(structs);
      store.free(segment);
    }

    @Test
    @DisplayName("basic.compound.invalid.pointer")
    void anInvalidPointerCanNeitherBeFollowedNorDeletedEvenIfItsMemoryWasReused() {
      Numeral invalid = dead();
      for (int i = 0; i < 1_000; i++) {
        Numeral other = number();
        other.value(i);
        assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(invalid::value);
        assertThatExceptionOfType(DoubleDeleteException.class)
            .isThrownBy(() -> FreeStore.delete(invalid));
        assertThat(other.value()).isEqualTo(i);
        FreeStore.delete(other);
      }
    }

    @Test
    @DisplayName("expr.unary.dereference")
    void aNullPointerIsJavasNull() {
      try (AutoScope scope = AutoScope.open()) {
        Pair pair = scope.create(Pair.class);
        assertThat(pair.pointer()).isNull();
        assertThatExceptionOfType(NullPointerException.class)
            .isThrownBy(() -> Objects.requireNonNull(pair.pointer()).value());
      }
    }

    @Test
    @DisplayName("expr.add.out.of.bounds")
    void thereIsNoReferenceToBeyondAnArray() {
      StructArray<Numeral> array = FreeStore.createArray(Numeral.class, 10);
      Numeral first = array.get(0);
      assertThat(array.plus(first, 9)).isEqualTo(array.get(9));
      for (long n : new long[] {10, 11, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .isThrownBy(() -> array.plus(first, n));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.get(n));
      }
      FreeStore.deleteArray(array);
    }

    @Test
    @DisplayName("expr.add.sub.diff.pointers")
    void theDistanceOfElementsOfDifferentArraysIsRefused() {
      StructArray<Numeral> one = FreeStore.createArray(Numeral.class, 2);
      StructArray<Numeral> other = FreeStore.createArray(Numeral.class, 2);
      assertThat(one.indexOf(one.get(1)) - one.indexOf(one.get(0))).isEqualTo(1);
      assertThat(one.indexOf(other.get(1))).isEqualTo(-1);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> one.plus(other.get(1), 1));
      FreeStore.deleteArray(one);
      FreeStore.deleteArray(other);
    }

    @Test
    @DisplayName("expr.basic.lvalue.strict.aliasing.violation")
    void anObjectCannotBeSeenAsOneOfAnotherTypeOfTheSameLayout() {
      Numeral number = number();
      assertThatExceptionOfType(TypeMismatchException.class)
          .isThrownBy(() -> OtherStruct.cast(number));
      assertThatExceptionOfType(TypeMismatchException.class)
          .isThrownBy(() -> FreeStore.cast(Other.class, number));
      assertThat(FreeStore.tryCast(Other.class, number)).isNull();
      FreeStore.delete(number);
    }

    @Test
    @DisplayName("expr.type.reference.lifetime")
    void aSecondReferenceToADeletedObjectIsDeadToo() {
      Numeral number = number();
      StructArray<Numeral> array = FreeStore.createArray(Numeral.class, 2);
      Numeral reference = array.get(1);
      FreeStore.deleteArray(array);
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(reference::value);
      FreeStore.delete(number);
    }
  }

  @Nested
  class Lifetime {
    @Test
    @DisplayName("lifetime.outside.pointer.delete")
    void anObjectIsDestroyedOnceHoweverOftenItIsDeleted() {
      Counted counted = CountedStruct.create();
      int before = Counted.DESTROYED.get();
      FreeStore.delete(counted);
      assertThatExceptionOfType(DoubleDeleteException.class)
          .isThrownBy(() -> FreeStore.delete(counted));
      assertThat(Counted.DESTROYED.get() - before).isEqualTo(1);
    }

    @Test
    @DisplayName("lifetime.outside.pointer.member")
    void aMemberOfADeadObjectCannotBeReachedThroughAStoredPointer() {
      try (AutoScope scope = AutoScope.open()) {
        Pair pair = scope.create(Pair.class);
        Numeral number = number();
        pair.pointer(number);
        FreeStore.delete(number);
        Numeral dangling = Objects.requireNonNull(pair.pointer());
        assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(dangling::value);
        assertThatExceptionOfType(UseAfterDeleteException.class)
            .isThrownBy(() -> dangling.value(1));
      }
    }

    /// About the conversion to a virtual base. There are none, and conversions to a base are
    /// Java's, which look at no memory.
    @Test
    @DisplayName("lifetime.outside.pointer.virtual")
    void convertingAReferenceToItsBaseTouchesNothing() {
      Shape base = deadSquare();
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(base::area);
    }

    @Test
    @DisplayName("lifetime.outside.pointer.dynamic.cast")
    void aDeadObjectHasNoTypeToCastTo() {
      Shape base = deadSquare();
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> FreeStore.cast(Square.class, base));
    }

    @Test
    @DisplayName("lifetime.outside.glvalue.access")
    void aDeadObjectCanBeNeitherReadNorWritten() {
      Numeral dead = dead();
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(dead::value);
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(() -> dead.value(1));
    }

    @Test
    @DisplayName("lifetime.outside.glvalue.member")
    void aMethodOfADeadObjectGetsNowhere() {
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(dead()::doubled);
    }

    @Test
    @DisplayName("lifetime.outside.glvalue.virtual")
    void aVirtualMethodOfADeadObjectIsNotCalled() {
      Square dead = deadSquare();
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> dead.cornerCount(1));
    }

    @Test
    @DisplayName("lifetime.outside.glvalue.dynamic.cast")
    void aDeadObjectIsNotEvenOfNoType() {
      Shape base = deadSquare();
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> FreeStore.tryCast(Circle.class, base));
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> FreeStore.typeOf(base));
    }

    /// Only storage can be constructed in, and nothing destroys its object implicitly.
    @Test
    @DisplayName("original.type.implicit.destructor")
    void anObjectConstructedOverAnotherIsDestroyedByNobodyButItsOwner() {
      int before = Counted.DESTROYED.get();
      try (Storage storage = Storage.of(Counted.class)) {
        Counted first = CountedStruct.createIn(storage);
        Numeral second = NumeralStruct.createIn(storage);
        assertThatExceptionOfType(DoubleDeleteException.class)
            .isThrownBy(() -> FreeStore.destroy(first));
        second.value(7);
        assertThat(second.value()).isEqualTo(7);
      }
      assertThat(Counted.DESTROYED.get()).isEqualTo(before);
    }

    /// No object is const, and a static one's memory cannot be constructed in.
    @Test
    @DisplayName("creating.within.const.complete.obj")
    void onlyStorageCanBeConstructedIn() {
      assertThat(MemoryResource.class.getPermittedSubclasses())
          .doesNotContain(StoreObject.class)
          .contains(Storage.class);
      assertThat(Storage.class.getConstructors()).isEmpty();
    }

    @Test
    @DisplayName("basic.start.term.use.after.destruction")
    void aStaticObjectThatIsDestroyedCannotBeUsedByAnotherOnesDestructor() throws Exception {
      assertThat(AtExit.run("use-after-destruction"))
          .contains("UseAfterDeleteException")
          .contains("exit value 0");
    }

    @Test
    @DisplayName("basic.start.main.exit.during.destruction")
    void exitFromAStaticObjectsDestructorIsReportedAndDoesNotHang() throws Exception {
      assertThat(AtExit.run("exit-during-exit"))
          .contains("called System.exit")
          .contains("destroyed after it")
          .contains("exit value 7");
      // Where main has returned, the destructor's exit and the JVM's own end race for the value.
      assertThat(AtExit.run("exit-during-destruction"))
          .contains("called System.exit")
          .contains("destroyed after it")
          .containsPattern("exit value [03]$");
    }

    @Test
    @DisplayName("class.dtor.no.longer.exists")
    void aDestructorRunsOnce() {
      try (Storage storage = Storage.of(Counted.class)) {
        Counted counted = CountedStruct.createIn(storage);
        int before = Counted.DESTROYED.get();
        FreeStore.destroy(counted);
        assertThatExceptionOfType(DoubleDeleteException.class)
            .isThrownBy(() -> FreeStore.destroy(counted));
        assertThat(Counted.DESTROYED.get() - before).isEqualTo(1);
      }
      int before = Counted.DESTROYED.get();
      try (AutoScope scope = AutoScope.open()) {
        Counted automatic = scope.create(Counted.class);
        assertThatExceptionOfType(InvalidDeleteException.class)
            .isThrownBy(() -> FreeStore.destroy(automatic));
      }
      assertThat(Counted.DESTROYED.get() - before).isEqualTo(1);
    }
  }

  @Nested
  class NewAndDelete {
    @Test
    @DisplayName("expr.new.non.allocating.null")
    @SuppressWarnings("NullAway") // null is the point
    void nothingIsConstructedNowhere() {
      assertThatExceptionOfType(NullPointerException.class)
          .isThrownBy(() -> NumeralStruct.createIn(null));
    }

    @Test
    @DisplayName("expr.delete.mismatch")
    void deleteOfAnArrayIsReportedAndDeletesNothing() {
      StructArray<Numeral> array = FreeStore.createArray(Numeral.class, 3);
      IntArray ints = IntArray.create(3);
      assertThatExceptionOfType(MismatchedDeleteException.class)
          .isThrownBy(() -> FreeStore.delete((Object) array));
      assertThatExceptionOfType(MismatchedDeleteException.class)
          .isThrownBy(() -> FreeStore.delete((Object) ints));
      assertThat(array.get(2).value() + ints.get(2)).isZero();
      FreeStore.deleteArray(array);
      FreeStore.deleteArray(ints);
    }

    @Test
    @DisplayName("expr.delete.array.mismatch")
    void deleteArrayOfAnObjectIsReportedAndDeletesNothing() {
      Numeral number = number();
      assertThatExceptionOfType(MismatchedDeleteException.class)
          .isThrownBy(() -> FreeStore.deleteArray((Object) number));
      assertThat(number.value()).isZero();
      FreeStore.delete(number);
    }

    @Test
    @DisplayName("expr.delete.dynamic.type.differ")
    void deleteThroughABaseThatIsNotPolymorphicIsReportedAndDeletesNothing() {
      try (AutoScope scope = AutoScope.open()) {
        PlainDerived derived = PlainDerivedStruct.create();
        PlainPointer pointer = scope.create(PlainPointer.class);
        pointer.target(derived);
        Plain base = Objects.requireNonNull(pointer.target());
        assertThatExceptionOfType(MismatchedDeleteException.class)
            .isThrownBy(() -> FreeStore.delete((Object) base));
        assertThat(derived.more()).isZero();
        FreeStore.delete(derived);
      }
    }

    /// An array of a derived struct is not one of its base, to Java as to the header; which
    /// destructor runs is up to the header.
    @Test
    @DisplayName("expr.delete.dynamic.array.dynamic.type.differ")
    void anArrayIsDestroyedAsWhatItWasCreatedAs() {
      List<String> destroyed = new ArrayList<>();
      StructArray<Square> squares = FreeStore.createArray(Square.class, 3);
      Moments.destruction = shape -> destroyed.add(FreeStore.typeOf(shape).name());
      Object untyped = squares;
      FreeStore.deleteArray(untyped);
      assertThat(destroyed).hasSize(3);
    }
  }

  @Nested
  class Types {
    /// There are no virtual bases: a struct extends one struct.
    @Test
    @DisplayName("conv.ptr.virtual.base")
    void aStructHasOneBase() {
      assertThat(SquareStruct.TYPE.base()).isSameAs(ShapeStruct.TYPE);
      assertThat(ShapeStruct.TYPE.base()).isNull();
    }

    @Test
    @DisplayName("expr.ref.member.not.similar")
    @SuppressWarnings({"unchecked", "rawtypes"}) // to get around the compiler
    void aMemberIsReachedThroughItsOwnTypeOnly() {
      Numeral number = number();
      Object object = number;
      assertThatExceptionOfType(ClassCastException.class)
          .isThrownBy(() -> ((Other) object).value());
      PointerArray others = FreeStore.createPointerArray(Other.class, 1);
      assertThatExceptionOfType(TypeMismatchException.class)
          .isThrownBy(() -> others.set(0, number));
      FreeStore.deleteArray(others);
      FreeStore.delete(number);
    }

    @Test
    @DisplayName("expr.static.cast.downcast.wrong.derived.type")
    void aDowncastToTheWrongTypeIsReported() {
      Shape circle = CircleStruct.create();
      assertThatExceptionOfType(TypeMismatchException.class)
          .isThrownBy(() -> SquareStruct.cast(circle));
      assertThat(CircleStruct.cast(circle)).isEqualTo(circle);
      FreeStore.delete(circle);
    }

    @Test
    @DisplayName("expr.dynamic.cast.pointer.lifetime")
    void aCastOfADeadObjectIsReported() {
      Shape base = deadSquare();
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> SquareStruct.tryCast(base));
    }

    @Test
    @DisplayName("expr.dynamic.cast.glvalue.lifetime")
    void aCheckedCastOfADeadObjectIsReported() {
      Shape base = deadSquare();
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> SquareStruct.cast(base));
    }
  }

  @Nested
  class ConstructionAndDestruction {
    @Test
    @DisplayName("class.abstract.pure.virtual")
    void aPureVirtualCallInAConstructorIsReportedAndTheMemoryFreed() {
      long before = FreeStore.global().statistics().liveBlocks();
      assertThatExceptionOfType(PureVirtualCallException.class).isThrownBy(DrawingStruct::create);
      assertThat(FreeStore.global().statistics().liveBlocks()).isEqualTo(before);
    }

    /// Defined: members are zero, and virtual calls go to the class under construction.
    @Test
    @DisplayName("class.base.init.mem.fun")
    void membersAreZeroBeforeTheBaseIsConstructed() {
      Moments.construction = shape -> shape.area(9);
      Eager eager = EagerStruct.create();
      assertThat(eager.seen()).isEqualTo(1);
      assertThat(eager.area()).isEqualTo(9);
      FreeStore.delete(eager);
    }

    /// There is no reference to an object before its constructor begins: factories make it.
    @Test
    @DisplayName("class.cdtor.before.ctor")
    void theFirstReferenceToAnObjectIsItsConstructorsOwn() {
      AtomicReference<@Nullable Shape> first = new AtomicReference<>();
      Moments.construction = first::set;
      Square square = SquareStruct.create();
      assertThat(first.get()).isEqualTo(square);
      assertThat(NumeralStruct.class.getConstructors()).isEmpty();
      FreeStore.delete(square);
    }

    @Test
    @DisplayName("class.cdtor.after.dtor")
    void aMemberCannotBeReachedOnceTheDestructorIsDone() {
      AtomicReference<@Nullable Shape> kept = new AtomicReference<>();
      Moments.destruction = kept::set;
      FreeStore.delete(SquareStruct.create());
      Shape dead = Objects.requireNonNull(kept.get());
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(dead::area);
    }

    /// Conversions to a base are Java's, which look at no memory.
    @Test
    @DisplayName("class.cdtor.convert.pointer")
    void aReferenceKeptFromAConstructorThatFailedConvertsAndIsDead() {
      AtomicReference<@Nullable Failing> kept = new AtomicReference<>();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> FailingStruct.create(kept::set));
      Object base = Objects.requireNonNull(kept.get());
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(((Failing) base)::value);
    }

    @Test
    @DisplayName("class.cdtor.form.pointer")
    void aReferenceToAMemberOfADeadObjectIsDead() {
      Pair pair = PairStruct.create();
      Numeral before = pair.embedded();
      FreeStore.delete(pair);
      assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(before::value);
      assertThatExceptionOfType(UseAfterDeleteException.class)
          .isThrownBy(() -> pair.embedded().value());
    }

    /// Defined: whatever the expression, it resolves to the class under construction.
    @Test
    @DisplayName("class.cdtor.virtual.not.x")
    void aVirtualCallDuringConstructionNeverReachesTheDerivedClass() {
      List<Integer> corners = new ArrayList<>();
      AtomicReference<@Nullable Shape> kept = new AtomicReference<>();
      Moments.construction =
          shape -> {
            kept.set(shape);
            corners.add(Objects.requireNonNull(kept.get()).cornerCount(1));
          };
      Moments.destruction = shape -> corners.add(shape.cornerCount(1));
      Square square = SquareStruct.create();
      corners.add(Objects.requireNonNull(kept.get()).cornerCount(1));
      FreeStore.delete(square);
      assertThat(corners).containsExactly(0, 4, 0);
    }

    /// Defined: the type is that of the class under construction or destruction.
    @Test
    @DisplayName("class.cdtor.typeid")
    void theTypeDuringConstructionIsTheBases() {
      List<Object> types = new ArrayList<>();
      Moments.construction = shape -> types.add(FreeStore.typeOf(shape));
      Moments.destruction = shape -> types.add(FreeStore.typeOf(shape));
      Square square = SquareStruct.create();
      types.add(FreeStore.typeOf(square));
      FreeStore.delete(square);
      assertThat(types).containsExactly(ShapeStruct.TYPE, SquareStruct.TYPE, ShapeStruct.TYPE);
    }

    @Test
    @DisplayName("class.cdtor.dynamic.cast")
    void aCastToTheDerivedClassDuringConstructionIsReported() {
      List<Object> casts = new ArrayList<>();
      Moments.construction =
          shape -> {
            casts.add(FreeStore.tryCast(Square.class, shape) == null);
            assertThatExceptionOfType(TypeMismatchException.class)
                .isThrownBy(() -> SquareStruct.cast(shape));
          };
      FreeStore.delete(SquareStruct.create());
      assertThat(casts).containsExactly(true);
    }

    @Test
    @DisplayName("except.handle.handler.ctor.dtor")
    void whereAConstructorFailedItsObjectIsDeadInTheHandler() {
      AtomicReference<@Nullable Failing> kept = new AtomicReference<>();
      try {
        FailingStruct.create(kept::set);
        throw new AssertionError("constructed");
      } catch (IllegalStateException failure) {
        Failing object = Objects.requireNonNull(kept.get());
        assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(object::value);
        assertThatExceptionOfType(DoubleDeleteException.class)
            .isThrownBy(() -> FreeStore.delete(object));
      }
    }
  }

  @Nested
  class Threads {
    /// A race may see the old value or the new, and reports the loser of two deletes. What it may
    /// not do the concurrency tests go through.
    @Test
    @DisplayName("intro.races.data")
    void ofTwoRacingDeletesOneWinsAndTheOtherIsReported() throws InterruptedException {
      for (int round = 0; round < 500; round++) {
        Numeral number = number();
        AtomicInteger reported = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        Runnable delete =
            () -> {
              try {
                start.await();
                FreeStore.delete(number);
              } catch (DoubleDeleteException report) {
                reported.incrementAndGet();
              } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
              }
            };
        Thread one = Thread.ofPlatform().start(delete);
        Thread other = Thread.ofPlatform().start(delete);
        start.countDown();
        one.join();
        other.join();
        assertThat(reported).hasValue(1);
        assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(number::value);
      }
    }
  }
}
