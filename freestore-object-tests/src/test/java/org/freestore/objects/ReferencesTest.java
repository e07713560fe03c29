// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.freestore.AutoScope;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.InvalidDeleteException;
import org.freestore.MisuseException;
import org.freestore.StructArray;
import org.freestore.TypeMismatchException;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;

/// Uses objects by reference, rightly and wrongly.
class ReferencesTest {

  @Test
  void whatIsWrittenByReferenceIsReadThroughTheObject() {
    long first = LinkStruct.References.create();
    long car = CarStruct.References.create();
    LinkStruct.References.key(first, -7);
    LinkStruct.References.unit(first, TimeUnit.DAYS);
    LinkStruct.References.next(first, first);
    LinkStruct.References.car(first, car);
    Link link = requireNonNull(LinkStruct.References.object(first));
    assertThat(link.key()).isEqualTo(-7).isEqualTo(LinkStruct.References.key(first));
    assertThat(link.unit()).isEqualTo(TimeUnit.DAYS).isEqualTo(LinkStruct.References.unit(first));
    assertThat(LinkStruct.References.of(link.next())).isEqualTo(first);
    assertThat(CarStruct.References.of(link.car())).isEqualTo(car);
    LinkStruct.References.next(first, 0);
    assertThat(link.next()).isNull();
    CarStruct.References.delete(car);
    LinkStruct.References.delete(first);
  }

  @Test
  void nullIsZero() {
    assertThat(LinkStruct.References.of(null)).isZero();
    assertThat(LinkStruct.References.object(0)).isNull();
    LinkStruct.References.delete(0);
  }

  @Test
  void aStaleReferenceIsReported() {
    long link = LinkStruct.References.create();
    LinkStruct.References.delete(link);
    assertThatThrownBy(() -> LinkStruct.References.key(link))
        .isInstanceOf(UseAfterDeleteException.class)
        .hasMessageContaining("Link.key");
    assertThatThrownBy(() -> LinkStruct.References.key(link, 1))
        .isInstanceOf(UseAfterDeleteException.class)
        .hasMessageContaining("Link.key");
    assertThatThrownBy(() -> LinkStruct.References.next(link, 0))
        .isInstanceOf(UseAfterDeleteException.class)
        .hasMessageContaining("Link.next");
    assertThatThrownBy(() -> LinkStruct.References.object(link))
        .isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> LinkStruct.References.delete(link))
        .isInstanceOf(DoubleDeleteException.class);
  }

  @Test
  void aReferenceKeptWhileItsMemoryIsUsedAgainIsReported() {
    long former = LinkStruct.References.create();
    LinkStruct.References.delete(former);
    long later = LinkStruct.References.create();
    assertThat(later).isNotEqualTo(former);
    assertThatThrownBy(() -> LinkStruct.References.key(former, 1))
        .isInstanceOf(UseAfterDeleteException.class);
    assertThat(LinkStruct.References.key(later)).isZero();
    LinkStruct.References.delete(later);
  }

  @Test
  void aStalePointeeIsReportedAndNotStored() {
    long link = LinkStruct.References.create();
    long gone = LinkStruct.References.create();
    LinkStruct.References.delete(gone);
    assertThatThrownBy(() -> LinkStruct.References.next(link, gone))
        .isInstanceOf(UseAfterDeleteException.class);
    assertThat(LinkStruct.References.next(link)).isZero();
    LinkStruct.References.delete(link);
  }

  @Test
  void aReferenceToAnotherTypeIsReported() {
    long car = CarStruct.References.create();
    long link = LinkStruct.References.create();
    CarStruct.References.speed(car, 7);
    assertThatThrownBy(() -> LinkStruct.References.key(car))
        .isInstanceOf(TypeMismatchException.class)
        .hasMessageContainingAll("Car", "Link");
    assertThatThrownBy(() -> LinkStruct.References.key(car, 1))
        .isInstanceOf(TypeMismatchException.class);
    assertThatThrownBy(() -> LinkStruct.References.next(link, car))
        .isInstanceOf(TypeMismatchException.class);
    assertThatThrownBy(() -> LinkStruct.References.car(link, link))
        .isInstanceOf(TypeMismatchException.class);
    assertThatThrownBy(() -> LinkStruct.References.object(car))
        .isInstanceOf(TypeMismatchException.class);
    assertThatThrownBy(() -> LinkStruct.References.delete(car))
        .isInstanceOf(TypeMismatchException.class)
        .hasMessageContainingAll("Car", "Link");
    assertThat(CarStruct.References.speed(car)).isEqualTo(7);
    assertThat(LinkStruct.References.next(link)).isZero();
    CarStruct.References.delete(car);
    LinkStruct.References.delete(link);
  }

  /// The bits of a property of one object, taken for a reference, must not lead into another.
  @Test
  void anyBitsAreReported() {
    for (long nonsense : new long[] {1, 7, 8, -1, -8, Long.MIN_VALUE, 0x1234_5678_9abc_def0L}) {
      assertThatThrownBy(() -> LinkStruct.References.key(nonsense))
          .as("read of %x", nonsense)
          .isInstanceOf(MisuseException.class);
      assertThatThrownBy(() -> LinkStruct.References.key(nonsense, 1))
          .as("write of %x", nonsense)
          .isInstanceOf(MisuseException.class);
      assertThatThrownBy(() -> LinkStruct.References.object(nonsense))
          .as("object of %x", nonsense)
          .isInstanceOf(MisuseException.class);
      assertThatThrownBy(() -> LinkStruct.References.delete(nonsense))
          .as("delete of %x", nonsense)
          .isInstanceOf(MisuseException.class);
    }
  }

  @Test
  void nullIsNotReadOrWritten() {
    assertThatThrownBy(() -> LinkStruct.References.key(0)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> LinkStruct.References.key(0, 1))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void anAutomaticObjectIsUsedByReferenceButNotDeleted() {
    try (AutoScope scope = AutoScope.open()) {
      long link = LinkStruct.References.of(LinkStruct.createIn(scope));
      LinkStruct.References.key(link, 3);
      assertThat(LinkStruct.References.key(link)).isEqualTo(3);
      assertThatThrownBy(() -> LinkStruct.References.delete(link))
          .isInstanceOf(InvalidDeleteException.class);
    }
  }

  @Test
  void anElementOfAnArrayHasNoReferenceOfItsOwn() {
    StructArray<Link> links = LinkStruct.createArray(2);
    assertThatThrownBy(() -> LinkStruct.References.of(links.get(0)))
        .isInstanceOf(TypeMismatchException.class);
    FreeStore.deleteArray(links);
  }
}
