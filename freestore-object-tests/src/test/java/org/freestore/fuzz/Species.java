// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.freestore.MemoryResource;
import org.freestore.fuzz.Property.Content;
import org.jspecify.annotations.Nullable;

/// What the fuzzer knows of a struct: how to make one, its properties, and what its constructors
/// and destructor do.
///
/// @param <T> the struct's interface
final class Species<T> {
  private final Class<T> struct;
  private final @Nullable Species<?> base;
  private final List<Property> own = new ArrayList<>();
  private boolean polymorphic;
  private boolean isAbstract;
  private boolean checked;
  private @Nullable Body body;
  private boolean destructor;
  private @Nullable Supplier<T> create;
  private @Nullable Function<MemoryResource, T> createIn;
  private @Nullable BiFunction<@Nullable MemoryResource, Integer, T> createWith;

  /// What the body of a constructor does, in the model.
  interface Body {
    /// Does to the model's object what the constructor does to the store's.
    ///
    /// @param argument of the constructor, or null for the one without
    void construct(Model model, Thing.Struct self, @Nullable Integer argument);
  }

  Species(Class<T> struct, @Nullable Species<?> base) {
    this.struct = struct;
    this.base = base;
  }

  Species<T> polymorphic(boolean isAbstract) {
    polymorphic = true;
    this.isAbstract = isAbstract;
    return this;
  }

  /// Says that properties must be written before they are read.
  Species<T> checked() {
    checked = true;
    return this;
  }

  Species<T> factories(Supplier<T> without, Function<MemoryResource, T> in) {
    create = without;
    createIn = in;
    return this;
  }

  Species<T> factoryWithArgument(BiFunction<@Nullable MemoryResource, Integer, T> factory) {
    createWith = factory;
    return this;
  }

  /// Says what its constructors' bodies do, and that its destructor has one, too.
  Species<T> body(Body constructor) {
    body = constructor;
    destructor = true;
    return this;
  }

  <V> Species<T> value(String name, Values<V> values, Function<T, V> get, BiConsumer<T, V> put) {
    return add(name, new Content.Value(values), get, put);
  }

  Species<T> text(String name, Function<T, String> get, BiConsumer<T, String> put) {
    return add(name, new Content.Text(), get, put);
  }

  <P> Species<T> pointer(
      String name, Species<P> to, Function<T, @Nullable P> get, BiConsumer<T, @Nullable P> put) {
    return add(name, new Content.Pointer(to), get, put);
  }

  <P> Species<T> arrayPointer(
      String name, Elements to, Function<T, @Nullable P> get, BiConsumer<T, @Nullable P> put) {
    return add(name, new Content.ArrayPointer(to), get, put);
  }

  <P> Species<T> owned(
      String name, Species<P> to, Function<T, @Nullable P> get, BiConsumer<T, @Nullable P> put) {
    return add(name, new Content.Owned(to), get, put);
  }

  <P> Species<T> ownedArray(
      String name, Elements to, Function<T, @Nullable P> get, BiConsumer<T, @Nullable P> put) {
    return add(name, new Content.OwnedArray(to), get, put);
  }

  <P> Species<T> embedded(
      String name, Species<P> species, Function<T, P> get, @Nullable BiConsumer<T, P> put) {
    return add(name, new Content.Embedded(species), get, put);
  }

  Species<T> embeddedArray(String name, Elements elements, int length, Function<T, ?> get) {
    return add(name, new Content.EmbeddedArray(elements, length), get, null);
  }

  @SuppressWarnings("unchecked") // only called with what the property is of
  private Species<T> add(
      String name, Content content, Function<T, ?> get, @Nullable BiConsumer<T, ?> put) {
    own.add(
        new Property(
            name,
            content,
            (Function<Object, @Nullable Object>) (Function<?, ?>) get,
            (BiConsumer<Object, @Nullable Object>) (BiConsumer<?, ?>) put));
    return this;
  }

  Class<T> struct() {
    return struct;
  }

  String name() {
    return struct.getSimpleName();
  }

  @Nullable Species<?> base() {
    return base;
  }

  /// Returns the properties that it adds to its base's.
  List<Property> own() {
    return own;
  }

  /// Returns all properties, the base's first.
  List<Property> properties() {
    List<Property> all = new ArrayList<>(base == null ? List.of() : base.properties());
    all.addAll(own);
    return all;
  }

  Property property(String name) {
    return properties().stream()
        .filter(property -> property.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  boolean isPolymorphic() {
    return polymorphic;
  }

  boolean isAbstract() {
    return isAbstract;
  }

  boolean isChecked() {
    return checked;
  }

  boolean isA(Species<?> other) {
    return this == other || (base != null && base.isA(other));
  }

  @Nullable Body body() {
    return body;
  }

  boolean hasDestructor() {
    return destructor;
  }

  T create() {
    return Objects.requireNonNull(create).get();
  }

  T createIn(MemoryResource resource) {
    return Objects.requireNonNull(createIn).apply(resource);
  }

  boolean takesArgument() {
    return createWith != null;
  }

  T createWith(@Nullable MemoryResource resource, int argument) {
    return Objects.requireNonNull(createWith).apply(resource, argument);
  }

  @Override
  public String toString() {
    return name();
  }
}
