// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.TimeUnit;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.freestore.LongArray;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reads what was written, of every kind of property.
class PropertiesTest {
  private Everything all;

  @BeforeEach
  void create() {
    all = EverythingStruct.create();
  }

  @AfterEach
  void delete() {
    FreeStore.delete(all);
  }

  @Test
  void primitivesKeepTheirWholeRange() {
    for (int value : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      all.flag((value & 1) != 0);
      all.tiny((byte) value);
      all.small((short) value);
      all.letter((char) value);
      all.number(value);
      all.big(value * 0x1_0000_0001L);
      all.ratio(Float.intBitsToFloat(value));
      all.exact(Double.longBitsToDouble(value * 0x1_0000_0001L));
      assertThat(all.flag()).isEqualTo((value & 1) != 0);
      assertThat(all.tiny()).isEqualTo((byte) value);
      assertThat(all.small()).isEqualTo((short) value);
      assertThat(all.letter()).isEqualTo((char) value);
      assertThat(all.number()).isEqualTo(value);
      assertThat(all.big()).isEqualTo(value * 0x1_0000_0001L);
      assertThat(Float.floatToRawIntBits(all.ratio())).isEqualTo(value);
      assertThat(Double.doubleToRawLongBits(all.exact())).isEqualTo(value * 0x1_0000_0001L);
    }
  }

  @Test
  void writingOnePropertyLeavesTheOthers() {
    all.tiny((byte) -1);
    all.small((short) -1);
    all.number(-1);
    assertThat(all.flag()).isFalse();
    assertThat(all.letter()).isEqualTo((char) 0);
    assertThat(all.big()).isZero();
    assertThat(all.count()).isZero();
    assertThat(all.cells().toArray()).containsOnly(0);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller that is not null-marked can do
  void everyConstantOfAnEnumIsKeptAndNullIsRefused() {
    TimeUnit absent = null;
    for (TimeUnit unit : TimeUnit.values()) {
      all.unit(unit);
      assertThat(all.unit()).isEqualTo(unit);
    }
    assertThatThrownBy(() -> all.unit(absent)).isInstanceOf(NullPointerException.class);
    assertThat(all.unit()).isEqualTo(TimeUnit.DAYS);
  }

  @Test
  void stringsAreCopied() {
    for (String text :
        new String[] {"", "Käfer", "\u0000", "\uD83D\uDE97", "x".repeat(5000), "a"}) {
      all.text(text);
      assertThat(all.text()).isEqualTo(text);
    }
    all.text(all.text());
    assertThat(all.text()).isEqualTo("a");
    all.text(null);
    assertThat(all.text()).isNull();
  }

  @Test
  void anObjectMayPointToItself() {
    all.peer(all);
    assertThat(all.peer()).isEqualTo(all);
    requireNonNull(all.peer()).number(5);
    assertThat(all.number()).isEqualTo(5);
  }

  @Test
  void objectsMayPointInACircleWhoseEndIsNoticed() {
    Everything other = EverythingStruct.create();
    all.peer(other);
    other.peer(all);
    assertThat(requireNonNull(requireNonNull(all.peer()).peer())).isEqualTo(all);
    FreeStore.delete(other);
    Everything dangling = requireNonNull(all.peer());
    assertThat(dangling).isEqualTo(other);
    assertThatThrownBy(dangling::number).isInstanceOf(UseAfterDeleteException.class);
  }

  @Test
  void onlyWholeObjectsArePointedTo() {
    assertThatThrownBy(() -> all.head(all.inner())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> all.owned(all.cars().get(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(all.head()).isNull();
    assertThat(all.owned()).isNull();
  }

  @Test
  void whatIsOwnedEndsWhenItIsReplacedButNotWhenItIsReleased() {
    Car first = CarStruct.create();
    Car second = CarStruct.create();
    all.owned(first);
    all.owned(first);
    first.speed(1);
    all.owned(second);
    assertThatThrownBy(first::speed).isInstanceOf(UseAfterDeleteException.class);
    Car released = requireNonNull(all.releaseOwned());
    assertThat(released).isEqualTo(second);
    assertThat(all.owned()).isNull();
    assertThat(all.releaseOwned()).isNull();
    all.owned(null);
    assertThat(second.speed()).isZero();
    FreeStore.delete(second);
  }

  @Test
  void whatIsOwnedEndsWithTheObject() {
    Everything whole = EverythingStruct.create();
    Car car = CarStruct.create();
    LongArray numbers = LongArray.create(3);
    whole.owned(car);
    whole.ownedNumbers(numbers);
    FreeStore.delete(whole);
    assertThatThrownBy(car::speed).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> numbers.get(0)).isInstanceOf(UseAfterDeleteException.class);
  }

  @Test
  void anEmbeddedStructIsPartOfTheObject() {
    all.inner().speed(4);
    assertThat(all.inner().speed()).isEqualTo(4);
    Car other = CarStruct.create();
    other.speed(9);
    all.inner(other);
    other.speed(10);
    assertThat(all.inner().speed()).isEqualTo(9);
    FreeStore.delete(other);
    Everything whole = EverythingStruct.create();
    Car kept = whole.inner();
    FreeStore.delete(whole);
    assertThatThrownBy(kept::speed).isInstanceOf(UseAfterDeleteException.class);
  }

  @Test
  void embeddedArraysArePartOfTheObject() {
    assertThat(all.cells().length()).isEqualTo(3);
    all.cells().set(2, 7);
    assertThat(all.cells().toArray()).containsExactly(0, 0, 7);
    assertThatThrownBy(() -> all.cells().get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    all.cars().get(1).speed(3);
    assertThat(all.cars().get(1).speed()).isEqualTo(3);
    assertThat(all.cars().get(0).speed()).isZero();
    Car car = CarStruct.create();
    all.fleet().set(1, car);
    assertThat(all.fleet().get(0)).isNull();
    assertThat(all.fleet().get(1)).isEqualTo(car);
    FreeStore.delete(car);
    assertThatThrownBy(() -> requireNonNull(all.fleet().get(1)).speed())
        .isInstanceOf(UseAfterDeleteException.class);
  }

  @Test
  void anArrayIsPointedTo() {
    IntArray numbers = IntArray.create(4);
    all.numbers(numbers);
    requireNonNull(all.numbers()).set(3, 8);
    assertThat(numbers.get(3)).isEqualTo(8);
    assertThat(requireNonNull(all.numbers()).length()).isEqualTo(4);
    FreeStore.deleteArray(numbers);
    assertThatThrownBy(() -> requireNonNull(all.numbers()).get(3))
        .isInstanceOf(UseAfterDeleteException.class);
    all.numbers(null);
    assertThat(all.numbers()).isNull();
  }

  @Test
  void atomicPropertiesAreComparedAndSet() {
    assertThat(all.compareAndSetCount(0, 5)).isTrue();
    assertThat(all.compareAndSetCount(0, 6)).isFalse();
    assertThat(all.getAndAddCount(-7)).isEqualTo(5);
    assertThat(all.count()).isEqualTo(-2);
    assertThat(all.compareAndSetTotal(0, 1L << 40)).isTrue();
    assertThat(all.getAndAddTotal(1)).isEqualTo(1L << 40);
    assertThat(all.total()).isEqualTo((1L << 40) + 1);
    assertThat(all.compareAndSetPhase(TimeUnit.NANOSECONDS, TimeUnit.HOURS)).isTrue();
    assertThat(all.compareAndSetPhase(TimeUnit.NANOSECONDS, TimeUnit.DAYS)).isFalse();
    assertThat(all.phase()).isEqualTo(TimeUnit.HOURS);
    Car car = CarStruct.create();
    assertThat(all.compareAndSetHead(null, car)).isTrue();
    assertThat(all.compareAndSetHead(null, car)).isFalse();
    assertThat(all.compareAndSetHead(car, null)).isTrue();
    assertThat(all.head()).isNull();
    FreeStore.delete(car);
  }

  @Test
  void noAdditionOfRacingThreadsIsLost() throws InterruptedException {
    Runnable add =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            all.getAndAddCount(1);
            all.getAndAddTotal(2);
          }
        };
    Thread[] threads = {Thread.ofPlatform().start(add), Thread.ofVirtual().start(add)};
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(all.count()).isEqualTo(20_000);
    assertThat(all.total()).isEqualTo(40_000);
  }

  @Test
  void everyAccessAfterTheDeleteIsReported() {
    Everything gone = EverythingStruct.create();
    FreeStore.delete(gone);
    Runnable[] accesses = {
      gone::flag,
      gone::tiny,
      gone::small,
      gone::letter,
      gone::number,
      gone::big,
      gone::ratio,
      gone::exact,
      gone::unit,
      gone::text,
      gone::peer,
      gone::owned,
      gone::releaseOwned,
      gone::numbers,
      gone::count,
      gone::total,
      gone::phase,
      gone::head,
      () -> gone.flag(true),
      () -> gone.tiny((byte) 1),
      () -> gone.small((short) 1),
      () -> gone.letter('x'),
      () -> gone.number(1),
      () -> gone.big(1),
      () -> gone.ratio(1),
      () -> gone.exact(1),
      () -> gone.unit(TimeUnit.DAYS),
      () -> gone.text("x"),
      () -> gone.peer(all),
      () -> gone.owned(null),
      () -> gone.inner(gone.inner()),
      () -> gone.numbers(null),
      () -> gone.ownedNumbers(null),
      () -> gone.count(1),
      () -> gone.compareAndSetCount(0, 1),
      () -> gone.getAndAddCount(1),
      () -> gone.total(1),
      () -> gone.getAndAddTotal(1),
      () -> gone.phase(TimeUnit.DAYS),
      () -> gone.compareAndSetHead(null, null),
      () -> gone.inner().speed(),
      () -> gone.cells().get(0),
      () -> gone.cars().get(0).speed(),
      () -> gone.fleet().get(0)
    };
    for (int i = 0; i < accesses.length; i++) {
      assertThat(catchThrowable(accesses[i]::run))
          .as("access %d", i)
          .isInstanceOf(UseAfterDeleteException.class);
    }
  }
}
