// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.MemoryLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.slab.SizeClasses;
import org.jspecify.annotations.Nullable;

/// What is known of a [Struct] at run time: its size, its properties, how its objects are
/// constructed and destroyed. There is one for each struct, in the `TYPE` of its generated class;
/// [#of(Class)] finds it by the interface.
///
/// Immutable; may be used from any thread.
///
/// @param <T> the struct's interface
public final class StructType<T> {

  /// Makes flyweights.
  ///
  /// @param <T> the struct's interface
  @FunctionalInterface
  public interface Flyweight<T> {

    /// Returns a flyweight for the object, or the part of an object, whose payload is at an
    /// address.
    T of(long reference, long address);
  }

  /// What a property holds.
  public enum Content {
    /// A number, a `boolean`, a `char` or an enum.
    VALUE,
    /// A pointer to an object or an array.
    POINTER,
    /// A pointer that owns what it points to.
    OWNED,
    /// A text that the object owns.
    TEXT,
    /// A struct itself, or the elements of an array.
    EMBEDDED
  }

  /// A property, for reports and for those who follow pointers.
  ///
  /// @param name as declared; for what the processor adds, a name in angle brackets
  /// @param typeName the type, as written in the declaration
  /// @param offset in bytes from the start of the payload
  /// @param byteSize its size in bytes
  /// @param content what it holds
  /// @param embedded the type of the struct, or of the elements, that it embeds; else `null`
  public record Property(
      String name,
      String typeName,
      long offset,
      long byteSize,
      Content content,
      @Nullable StructType<?> embedded) {}

  /// What a generated class says of its struct.
  ///
  /// @param <T> the struct's interface
  public static final class Definition<T> {
    private final Class<T> type;
    private final MemoryLayout layout;
    private final Flyweight<T> flyweight;
    private final List<Property> properties = new ArrayList<>();
    private @Nullable StructType<?> base;
    private boolean polymorphic;
    private boolean isAbstract;
    private boolean hasDefaultConstructor;
    private @Nullable Consumer<T> constructor;
    private @Nullable Consumer<T> destructor;
    private @Nullable BiConsumer<T, T> copier;
    private long sharedFromThisOffset = -1;

    private Definition(Class<T> type, MemoryLayout layout, Flyweight<T> flyweight) {
      this.type = Objects.requireNonNull(type, "type");
      this.layout = Objects.requireNonNull(layout, "layout");
      this.flyweight = Objects.requireNonNull(flyweight, "flyweight");
    }

    /// Says which struct it extends.
    public Definition<T> base(StructType<? super T> type) {
      base = type;
      return this;
    }

    /// Says that its methods and its destructor are virtual.
    public Definition<T> polymorphic() {
      polymorphic = true;
      return this;
    }

    /// Says that no object of exactly this struct can be created.
    public Definition<T> isAbstract() {
      isAbstract = true;
      return this;
    }

    /// Says that a zeroed payload is a constructed object.
    public Definition<T> zeroConstructor() {
      hasDefaultConstructor = true;
      return this;
    }

    /// Says how an object is constructed without arguments.
    ///
    /// @param construct is given a zeroed object; where it throws, it has destroyed what it had
    ///   constructed
    public Definition<T> constructor(Consumer<T> construct) {
      hasDefaultConstructor = true;
      constructor = construct;
      return this;
    }

    /// Says how an object is destroyed; without it there is nothing to do.
    ///
    /// @param destroy runs the whole chain from the struct to its bases; where it throws, it has
    ///   done all of it nevertheless
    public Definition<T> destructor(Consumer<T> destroy) {
      destructor = destroy;
      return this;
    }

    /// Says how an object is copied.
    ///
    /// @param copy is given a zeroed object, and the one to copy to it
    public Definition<T> copier(BiConsumer<T, T> copy) {
      copier = copy;
      return this;
    }

    /// Says where the object keeps the count of its shared pointers.
    public Definition<T> sharedFromThis(long offset) {
      sharedFromThisOffset = offset;
      return this;
    }

    /// Adds a property, those of bases included, in the order of their offsets.
    public Definition<T> property(
        String name, String typeName, long offset, long byteSize, Content content) {
      properties.add(new Property(name, typeName, offset, byteSize, content, null));
      return this;
    }

    /// Adds a property that embeds a struct, or elements that are structs.
    public Definition<T> embedded(
        String name, String typeName, long offset, long byteSize, StructType<?> embedded) {
      properties.add(new Property(name, typeName, offset, byteSize, Content.EMBEDDED, embedded));
      return this;
    }

    /// Makes the type known to the process.
    public StructType<T> register() {
      return StructTypes.register(this);
    }
  }

  private final Definition<T> definition;
  private final List<Property> properties;
  private final boolean holdsReferences;
  private final int id;
  private final long flags;
  private final long payloadOffset;
  private final long liveHeader;
  private final long wordBytes;
  private final Class<T> struct;
  private final Flyweight<T> flyweight;
  private final boolean isPlain;

  StructType(Definition<T> definition, int id) {
    this.definition = definition;
    this.properties = List.copyOf(definition.properties);
    this.holdsReferences = properties.stream().anyMatch(StructType::holdsReferences);
    this.id = id;
    this.payloadOffset = ObjectMemory.payloadOffset(definition.layout);
    this.flags =
        (definition.destructor == null ? Header.TRIVIAL : 0)
            | (ObjectMemory.isIndirect(definition.layout) ? Header.INDIRECT : 0);
    this.liveHeader =
        Header.live(id, Kind.OBJECT, ObjectMemory.objectClass(definition.layout, 0), flags);
    this.wordBytes =
        isIndirect()
            ? 0
            : payloadOffset - ObjectMemory.PAYLOAD + definition.layout.byteSize() + 7 & -8;
    this.struct = definition.type;
    this.flyweight = definition.flyweight;
    this.isPlain =
        definition.hasDefaultConstructor
            && definition.constructor == null
            && !definition.isAbstract
            && !isIndirect()
            && payloadOffset == ObjectMemory.PAYLOAD;
  }

  /// Begins the definition of a struct. For generated classes.
  ///
  /// @param flyweight makes flyweights of the struct
  public static <T> Definition<T> define(
      Class<T> type, MemoryLayout layout, Flyweight<T> flyweight) {
    return new Definition<>(type, layout, flyweight);
  }

  /// Returns the type of a struct.
  ///
  /// @param struct an interface annotated with [Struct]
  /// @throws IllegalArgumentException if there is no generated class for it; the message says what
  ///   to do
  public static <T> StructType<T> of(Class<T> struct) {
    return StructTypes.of(struct);
  }

  /// Returns the struct's interface.
  public Class<T> struct() {
    return struct;
  }

  /// Returns the struct's name, as the Java language writes it.
  public String name() {
    return struct().getTypeName().replace('$', '.');
  }

  /// Returns the struct's name without its package.
  public String simpleName() {
    return struct().getSimpleName();
  }

  /// Returns the layout of the payload.
  public MemoryLayout layout() {
    return definition.layout;
  }

  /// Returns the size of the payload, in bytes.
  public long byteSize() {
    return definition.layout.byteSize();
  }

  /// Returns the alignment of the payload, in bytes.
  public long byteAlignment() {
    return definition.layout.byteAlignment();
  }

  /// Returns the struct that this one extends, or `null`.
  public @Nullable StructType<?> base() {
    return definition.base;
  }

  /// Returns whether objects know their type at run time, so that methods and destructor are
  /// virtual.
  public boolean isPolymorphic() {
    return definition.polymorphic;
  }

  /// Returns whether no object of exactly this struct can be created.
  public boolean isAbstract() {
    return definition.isAbstract;
  }

  /// Returns whether an object can be created without arguments.
  public boolean hasDefaultConstructor() {
    return definition.hasDefaultConstructor;
  }

  /// Returns the properties, those of bases included, in the order of their offsets.
  public List<Property> properties() {
    return properties;
  }

  /// Returns whether this is `other`, or extends it, directly or not.
  public boolean isA(StructType<?> other) {
    for (StructType<?> type = this; type != null; type = type.base()) {
      if (type == other) {
        return true;
      }
    }
    return false;
  }

  /// Returns the lower bits of the headers of live objects: a constant, for generated classes.
  public long liveHeader() {
    return liveHeader;
  }

  /// Returns how many bytes behind the header a factory has to zero: a constant, for generated
  /// classes.
  public long wordBytes() {
    return wordBytes;
  }

  long liveHeader(Kind kind) {
    return Header.withKind(liveHeader, kind);
  }

  /// Returns the lower bits of the header of an object whose block also counts its shared pointers.
  long countedHeader() {
    int sizeClass = ObjectMemory.objectClass(definition.layout, Long.BYTES);
    return Header.live(id, Kind.SHARED, sizeClass, flags | Header.COUNTED);
  }

  /// Returns whether there is room for counts in an object's block: [#countedHeader()].
  boolean isCountable() {
    return isIndirect()
        || payloadOffset + byteSize() + Long.BYTES <= SizeClasses.LARGEST_OBJECT_BYTES;
  }

  long payloadOffset() {
    return payloadOffset;
  }

  /// Returns how far elements of an array are apart, in bytes: those without properties must be
  /// told apart, too.
  long strideBytes() {
    return Math.max(1, byteSize());
  }

  /// Returns whether objects contain what must not be overwritten: pointers, or texts.
  boolean holdsReferences() {
    return holdsReferences;
  }

  private static boolean holdsReferences(Property property) {
    StructType<?> embedded = property.embedded();
    return switch (property.content()) {
      case POINTER, OWNED, TEXT -> true;
      case EMBEDDED -> embedded != null && embedded.holdsReferences;
      case VALUE -> false;
    };
  }

  int id() {
    return id;
  }

  /// Returns whether an object is its payload of zeros behind the header: the shortest way to one.
  boolean isPlain() {
    return isPlain;
  }

  boolean isTrivial() {
    return definition.destructor == null;
  }

  boolean isIndirect() {
    return (flags & Header.INDIRECT) != 0;
  }

  long sharedFromThisOffset() {
    return definition.sharedFromThisOffset;
  }

  T flyweight(long reference, long address) {
    return flyweight.of(reference, address);
  }

  @Nullable Consumer<T> constructor() {
    return definition.constructor;
  }

  @Nullable Consumer<T> destructor() {
    return definition.destructor;
  }

  @Nullable BiConsumer<T, T> copier() {
    return definition.copier;
  }

  @Override
  public String toString() {
    return "StructType[" + name() + "]";
  }
}
