// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.concurrent.TimeUnit;
import org.freestore.Atomic;
import org.freestore.Inline;
import org.freestore.IntArray;
import org.freestore.Length;
import org.freestore.LongArray;
import org.freestore.Owned;
import org.freestore.PointerArray;
import org.freestore.Struct;
import org.freestore.StructArray;
import org.jspecify.annotations.Nullable;

/// A property of every kind.
@Struct
interface Everything {
  boolean flag();

  void flag(boolean value);

  byte tiny();

  void tiny(byte value);

  short small();

  void small(short value);

  char letter();

  void letter(char value);

  int number();

  void number(int value);

  long big();

  void big(long value);

  float ratio();

  void ratio(float value);

  double exact();

  void exact(double value);

  TimeUnit unit();

  void unit(TimeUnit value);

  @Nullable String text();

  void text(@Nullable String value);

  @Nullable Everything peer();

  void peer(@Nullable Everything value);

  @Owned
  @Nullable Car owned();

  void owned(@Nullable Car value);

  @Nullable Car releaseOwned();

  @Inline
  Car inner();

  void inner(Car value);

  @Nullable IntArray numbers();

  void numbers(@Nullable IntArray value);

  @Owned
  @Nullable LongArray ownedNumbers();

  void ownedNumbers(@Nullable LongArray value);

  @Length(3)
  IntArray cells();

  @Length(2)
  StructArray<Car> cars();

  @Length(2)
  PointerArray<Car> fleet();

  @Atomic
  int count();

  void count(int value);

  boolean compareAndSetCount(int expected, int value);

  int getAndAddCount(int delta);

  @Atomic
  long total();

  void total(long value);

  boolean compareAndSetTotal(long expected, long value);

  long getAndAddTotal(long delta);

  @Atomic
  TimeUnit phase();

  void phase(TimeUnit value);

  boolean compareAndSetPhase(TimeUnit expected, TimeUnit value);

  @Atomic
  @Nullable Car head();

  void head(@Nullable Car value);

  boolean compareAndSetHead(@Nullable Car expected, @Nullable Car value);
}
