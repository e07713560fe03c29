// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.freestore.object.Header;
import org.jspecify.annotations.Nullable;

/// Every type of the process, by the number in the headers of its objects and by its interface.
///
/// Types are never forgotten: a header may outlive the class that its object was of.
final class StructTypes {
  /// Types below this are not structs: see [ArrayType].
  static final int FIRST_STRUCT = 64;

  private static volatile @Nullable StructType<?>[] types = new StructType<?>[256];
  private static int nextId = FIRST_STRUCT;

  /// The types asked for last, by their interface's hash: half the time that a `ClassValue` takes.
  private static final @Nullable StructType<?>[] RECENT = new StructType<?>[256];

  private static final Map<Class<?>, StructType<?>> BY_INTERFACE = new ConcurrentHashMap<>();

  private static final ClassValue<StructType<?>> BY_CLASS =
      new ClassValue<>() {
        @Override
        protected StructType<?> computeValue(Class<?> struct) {
          return find(struct);
        }
      };

  private StructTypes() {}

  static synchronized <T> StructType<T> register(StructType.Definition<T> definition) {
    if (nextId == Header.MOST_TYPES) {
      throw new IllegalStateException("too many structs: types=" + nextId);
    }
    StructType<T> type = new StructType<>(definition, nextId);
    requireConsistent(type);
    @Nullable StructType<?>[] grown = types;
    if (nextId == grown.length) {
      grown = Arrays.copyOf(grown, 2 * nextId);
    }
    grown[nextId++] = type;
    types = grown;
    BY_INTERFACE.put(type.struct(), type);
    return type;
  }

  /// A base, or an embedded struct, that was changed without compiling again what is built on it
  /// would share its bytes with other properties.
  private static void requireConsistent(StructType<?> type) {
    StructType<?> base = type.base();
    boolean extendsBase =
        base == null || base.properties().stream().allMatch(inherited -> isPart(inherited, type));
    boolean embedsWhole =
        type.properties().stream()
            .allMatch(p -> p.embedded() == null || p.byteSize() % p.embedded().byteSize() == 0);
    if (!extendsBase || !embedsWhole) {
      throw new IllegalStateException(
          "a struct that this one extends or embeds has changed: type="
              + type.name()
              + ". Compile it again.");
    }
  }

  private static boolean isPart(StructType.Property inherited, StructType<?> type) {
    return type.properties().stream()
        .anyMatch(p ->
            p.name().equals(inherited.name())
                && p.offset() == inherited.offset()
                && p.byteSize() == inherited.byteSize());
  }

  /// Returns the struct with a number, or null for what is not a struct.
  static @Nullable StructType<?> byId(int id) {
    @Nullable StructType<?>[] known = types;
    return id < known.length ? known[id] : null;
  }

  /// Returns the struct with a number.
  static StructType<?> require(int id) {
    return Objects.requireNonNull(byId(id));
  }

  @SuppressWarnings("unchecked") // a class's type is one of that class
  static <T> StructType<T> of(Class<T> struct) {
    StructType<?> recent = RECENT[struct.hashCode() & RECENT.length - 1];
    return (StructType<T>)
        (recent != null && recent.struct() == struct ? recent : remember(struct));
  }

  private static StructType<?> remember(Class<?> struct) {
    StructType<?> type = BY_CLASS.get(struct);
    RECENT[struct.hashCode() & RECENT.length - 1] = type;
    return type;
  }

  /// The generated class registers its type when it is initialized.
  private static StructType<?> find(Class<?> struct) {
    String name = generatedName(struct);
    try {
      Class.forName(name, true, struct.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(noGeneratedClass(struct, name), e);
    }
    StructType<?> type = BY_INTERFACE.get(struct);
    if (type == null) {
      throw new IllegalArgumentException(noGeneratedClass(struct, name));
    }
    return type;
  }

  /// Nested interfaces have their generated class at top level.
  private static String generatedName(Class<?> struct) {
    return struct.getName().replace('$', '_') + "Struct";
  }

  private static String noGeneratedClass(Class<?> struct, String name) {
    return "no generated class for the struct: class="
        + struct.getName()
        + " expected="
        + name
        + ". Annotate the interface with @Struct, and compile it with freestore-processor as an"
        + " annotation processor.";
  }
}
