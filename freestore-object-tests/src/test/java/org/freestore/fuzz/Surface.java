// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.Objects;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.MemoryResource;
import org.freestore.PointerArray;
import org.freestore.StoreArray;
import org.freestore.StructArray;
import org.freestore.fuzz.Elements.Pointers;
import org.freestore.fuzz.Elements.Primitives;
import org.freestore.fuzz.Elements.Structs;
import org.jspecify.annotations.Nullable;

/// All that the fuzzer does to objects; to be extended by what plants a bug.
class Surface {

  /// How an object is asked for.
  enum Form {
    FACTORY,
    BY_CLASS,
    NOTHROW
  }

  Object create(Species<?> species, @Nullable MemoryResource resource, Form form) {
    return switch (form) {
      case FACTORY -> Menagerie.make(species, resource);
      case BY_CLASS ->
          resource == null
              ? FreeStore.create(species.struct())
              : FreeStore.createIn(resource, species.struct());
      case NOTHROW ->
          resource == null
              ? Objects.requireNonNull(FreeStore.tryCreate(species.struct()))
              : FreeStore.createIn(resource, species.struct());
    };
  }

  Object create(Species<?> species, @Nullable MemoryResource resource, int argument) {
    return species.createWith(resource, argument);
  }

  StoreArray createArray(Elements elements, @Nullable MemoryResource resource, long length) {
    return switch (elements) {
      case Primitives(Primitive type) ->
          resource == null ? type.create(length) : type.createIn(resource, length);
      case Structs(Species<?> species) ->
          resource == null
              ? FreeStore.createArray(species.struct(), length)
              : FreeStore.createArrayIn(resource, species.struct(), length);
      case Pointers(Species<?> species) ->
          resource == null
              ? FreeStore.createPointerArray(species.struct(), length)
              : FreeStore.createPointerArrayIn(resource, species.struct(), length);
    };
  }

  void delete(@Nullable Object object) {
    FreeStore.delete(object);
  }

  void deleteArray(@Nullable Object array) {
    FreeStore.deleteArray(array);
  }

  void destroy(Object object) {
    FreeStore.destroy(object);
  }

  @Nullable Object read(Property property, Object flyweight) {
    return property.get().apply(flyweight);
  }

  void write(Property property, Object flyweight, @Nullable Object value) {
    Objects.requireNonNull(property.put()).accept(flyweight, value);
  }

  @SuppressWarnings("unchecked") // whatever the array is of
  @Nullable Object element(Elements elements, Object array, long index) {
    return switch (elements) {
      case Primitives(Primitive type) -> type.get(array, index);
      case Structs ignored -> ((StructArray<Object>) array).get(index);
      case Pointers ignored -> ((PointerArray<Object>) array).get(index);
    };
  }

  @SuppressWarnings("unchecked") // whatever the array is of
  void element(Elements elements, Object array, long index, @Nullable Object value) {
    switch (elements) {
      case Primitives(Primitive type) -> type.set(array, index, Objects.requireNonNull(value));
      case Structs ignored ->
          ((StructArray<Object>) array).set(index, Objects.requireNonNull(value));
      case Pointers ignored -> ((PointerArray<Object>) array).set(index, value);
    }
  }

  long length(Object array) {
    return ((StoreArray) array).length();
  }

  Object copy(Object object, @Nullable MemoryResource resource) {
    return resource == null ? FreeStore.copy(object) : FreeStore.copyIn(resource, object);
  }

  Object cast(Class<?> as, Object object) {
    return FreeStore.cast(as, object);
  }

  AutoScope open(@Nullable FreeStore store, String name) {
    return store == null ? AutoScope.open(name) : AutoScope.openIn(store, name);
  }

  void close(AutoScope scope) {
    scope.close();
  }

  void close(FreeStore store) {
    store.close();
  }

  void free(FreeStore store, long address) {
    store.free(address);
  }
}
