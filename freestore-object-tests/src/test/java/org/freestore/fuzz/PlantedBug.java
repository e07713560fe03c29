// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.Objects;
import java.util.function.Supplier;
import org.freestore.AutoScope;
import org.freestore.DoubleDeleteException;
import org.freestore.FreeStore;
import org.freestore.InvalidDeleteException;
import org.freestore.MemoryResource;
import org.freestore.MismatchedDeleteException;
import org.freestore.StoreObject;
import org.freestore.StructArray;
import org.freestore.UseAfterDeleteException;
import org.freestore.memory.Memory;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Bugs that a store of objects may have, each planted so that the fuzzer can show that it finds
/// them.
enum PlantedBug {
  /// A deleted object's block keeps its generation: the next object in it has the same reference.
  KEEPS_THE_GENERATION(
      "org.freestore.",
      () ->
          new Rare() {
            @Override
            void delete(@Nullable Object object) {
              boolean planted = object instanceof StoreObject live && isFuzzed(live) && isTime();
              super.delete(object);
              if (planted && object instanceof StoreObject gone) {
                long block = Reference.address(gone.reference());
                Memory.putLong(block, Memory.getLong(block) - Reference.ONE_GENERATION);
              }
            }
          }),
  /// The destructor of one element of an array does not run.
  SKIPS_THE_DESTRUCTOR_OF_AN_ELEMENT(
      "constructors and destructors",
      () ->
          new Rare() {
            @Override
            void deleteArray(@Nullable Object array) {
              super.deleteArray(array);
              if (array instanceof StructArray<?>) {
                Journal.current().loseLast();
              }
            }
          }),
  /// One accessor does not check whether its object is alive.
  READS_AN_INT_UNCHECKED(
      "use after the end: read of Value was not reported",
      () ->
          new Surface() {
            @Override
            @Nullable Object read(Property property, Object flyweight) {
              try {
                return super.read(property, flyweight);
              } catch (UseAfterDeleteException report) {
                if (property.name().equals("serial")) {
                  return 0;
                }
                throw report;
              }
            }
          }),
  /// The same for writes, of texts.
  WRITES_A_TEXT_UNCHECKED(
      "write of Text was not reported",
      () ->
          new Surface() {
            @Override
            void write(Property property, Object flyweight, @Nullable Object value) {
              if (!(property.content() instanceof Property.Content.Text)
                  || ((StoreObject) flyweight).isAlive()) {
                super.write(property, flyweight, value);
              }
            }
          }),
  LOSES_A_DELETE(
      "live beyond the model",
      () ->
          new Rare() {
            @Override
            void delete(@Nullable Object object) {
              boolean trivial = object instanceof Point || object instanceof Scalars;
              boolean alive = object instanceof StoreObject known && known.isAlive();
              if (!trivial || !alive || !isTime()) {
                super.delete(object);
              }
            }
          }),
  SWALLOWS_A_DOUBLE_DELETE(
      "delete after the end was not reported",
      () ->
          new Rare() {
            @Override
            void delete(@Nullable Object object) {
              try {
                super.delete(object);
              } catch (DoubleDeleteException report) {
                if (!isTime()) {
                  throw report;
                }
              }
            }
          }),
  CALLS_A_MISMATCH_A_DOUBLE_DELETE(
      "delete in the wrong form was reported as org.freestore.DoubleDeleteException",
      () ->
          new Surface() {
            @Override
            void deleteArray(@Nullable Object array) {
              try {
                super.deleteArray(array);
              } catch (MismatchedDeleteException report) {
                throw doubleDelete();
              }
            }
          }),
  DELETES_A_PART_WITHOUT_COMPLAINT(
      "delete of a part was not reported",
      () ->
          new Surface() {
            @Override
            void delete(@Nullable Object object) {
              try {
                super.delete(object);
              } catch (InvalidDeleteException report) {
                if (report.getClass() != InvalidDeleteException.class) {
                  throw report;
                }
              }
            }
          }),
  WRITES_INTO_A_NEIGHBOUR(
      " is ",
      () ->
          new Rare() {
            private @Nullable Point last;

            @Override
            Object create(Species<?> species, @Nullable MemoryResource resource, Form form) {
              Object object = super.create(species, resource, form);
              if (last != null && ((StoreObject) last).isAlive() && isTime()) {
                last.y(~last.y());
              }
              last = object instanceof Point point ? point : last;
              return object;
            }
          }),
  FORGETS_A_TEXT_WHEN_IT_COPIES(
      "label is ",
      () ->
          new Surface() {
            @Override
            Object copy(Object object, @Nullable MemoryResource resource) {
              Object copy = super.copy(object, resource);
              if (copy instanceof Tracked tracked) {
                tracked.label("");
              }
              return copy;
            }
          }),
  CASTS_UNCHECKED(
      "wrong cast was not reported",
      () ->
          new Surface() {
            @Override
            Object cast(Class<?> as, Object object) {
              return Objects.requireNonNullElse(FreeStore.tryCast(as, object), object);
            }
          }),
  LEAVES_A_SCOPE_OPEN(
      "constructors and destructors",
      () ->
          new Rare() {
            @Override
            void close(AutoScope scope) {
              if (!isTime()) {
                super.close(scope);
              }
            }
          }),
  DAMAGES_A_HEADER(
      "CorruptFreeStoreException",
      () ->
          new Rare() {
            @Override
            Object create(Species<?> species, @Nullable MemoryResource resource, Form form) {
              Object object = super.create(species, resource, form);
              if (species == Menagerie.POINT && isFuzzed((StoreObject) object)) {
                long block = Reference.address(((StoreObject) object).reference());
                Memory.putLong(block, Memory.getLong(block) ^ 1 << 14);
              }
              return object;
            }
          });

  private final String finding;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor
  private final Supplier<Surface> plant;

  /// @param finding what the fuzzer says of it, in part
  PlantedBug(String finding, Supplier<Surface> plant) {
    this.finding = finding;
    this.plant = plant;
  }

  String finding() {
    return finding;
  }

  Surface plant() {
    return plant.get();
  }

  /// Returns a report of another kind than the one that is due.
  private static DoubleDeleteException doubleDelete() {
    Object point = FreeStore.create(Point.class);
    FreeStore.delete(point);
    try {
      FreeStore.delete(point);
    } catch (DoubleDeleteException report) {
      return report;
    }
    throw new IllegalStateException("a second delete was not reported");
  }

  /// A bug that shows once in a while.
  private static class Rare extends Surface {
    private int calls;

    boolean isTime() {
      return ++calls % 5 == 0;
    }

    /// What is damaged in a fuzzer's own store is gone with it.
    static boolean isFuzzed(StoreObject object) {
      return object.isAlive() && FreeStore.storeOf(object) != FreeStore.global();
    }
  }
}
