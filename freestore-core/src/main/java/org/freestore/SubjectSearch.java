// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.MisuseReport.Subject;
import org.freestore.MisuseReport.Trace;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.freestore.protection.ObjectSites;
import org.freestore.protection.Site;
import org.freestore.store.BlockSighting;
import org.freestore.store.Store;
import org.jspecify.annotations.Nullable;

/// Finds out what is known of the object that a reference is, or was, to: from its header as long
/// as no other object has its block, from the sites that were recorded, and else from the flyweight
/// that was used.
///
/// Others may delete and create while it looks. It reads what is in the window only, where every
/// address is readable, and believes what it read if the header is the same after.
final class SubjectSearch {
  private final long reference;
  private final @Nullable StoreObject object;
  private final @Nullable BlockSighting sight;
  private final ObjectSites.@Nullable Life life;
  private final ClosedStores.@Nullable Closed closed;

  /// @param object the flyweight or handle that was used, if any
  SubjectSearch(long reference, @Nullable StoreObject object) {
    this.reference = reference;
    this.object = object;
    this.sight = BlockSighting.at(Reference.address(reference));
    this.life = ObjectSites.of(reference);
    this.closed = isAlive() ? null : ClosedStores.of(reference);
  }

  /// What the object was as a whole.
  ///
  /// @param payload where its payload, or its first element, starts
  /// @param length of an array, or -1
  private record Whole(HeaderType type, ObjectKind kind, long payload, long length) {
    long byteSize() {
      return length < 0 || type.byteSize() < 0 ? type.byteSize() : length * type.byteSize();
    }
  }

  long reference() {
    return reference;
  }

  @Nullable BlockSighting sight() {
    return sight;
  }

  ClosedStores.@Nullable Closed closed() {
    return closed;
  }

  /// Returns the header if it still is that of the object, alive or gone; else that which the
  /// object was created with, if that was recorded; else 0.
  long header() {
    if (sight != null && sight.isLastOf(Reference.generation(reference))) {
      return sight.header();
    }
    return life == null ? 0 : life.live();
  }

  /// Returns the scope that it was created in, where that was recorded.
  @Nullable String scopeName() {
    return life == null ? null : life.scopeName();
  }

  boolean isAlive() {
    return sight != null
        && Header.isOf(sight.header(), reference)
        && sight.isLastOf(Reference.generation(reference));
  }

  /// Returns what is known.
  ///
  /// @param address what was accessed
  /// @param byteSize how much of it, or 0
  Subject find(long address, long byteSize) {
    long generation = Reference.generation(reference);
    Whole whole = whole();
    boolean alive = isAlive();
    return new Subject(
        reference,
        whole.type.name(),
        whole.kind,
        whole.payload,
        whole.byteSize(),
        whole.length,
        path(whole, address, byteSize),
        generation,
        alive || sight == null ? -1 : sight.objectsAfter(generation),
        alive || sight == null || sight.isExactAfter(generation),
        created(),
        alive ? null : ended());
  }

  private Whole whole() {
    long header = header();
    ObjectKind kind = ObjectKind.of(Header.kind(header));
    if (header == 0 || kind == ObjectKind.RAW) {
      return ofFlyweight();
    }
    return kind.isArray() ? array(header, kind) : struct(header, kind);
  }

  /// Nothing but what was used is left of the object: a part, perhaps, of one that is not known.
  private Whole ofFlyweight() {
    return switch (object) {
      case StructObject struct ->
          new Whole(HeaderType.of(struct.type()), ObjectKind.OBJECT, struct.address, -1);
      case StoreArray array ->
          new Whole(HeaderType.ofElements(array), ObjectKind.ARRAY, array.address, array.length);
      case null ->
          new Whole(
              new HeaderType("(unknown)", -1, 1, null),
              ObjectKind.OBJECT,
              Reference.address(reference) + ObjectMemory.PAYLOAD,
              -1);
    };
  }

  private Whole struct(long header, ObjectKind kind) {
    HeaderType type = HeaderType.of(header);
    long block = Reference.address(reference);
    StructType<?> struct = type.type();
    if (struct == null) {
      return new Whole(type, kind, block + ObjectMemory.PAYLOAD, -1);
    }
    if (!struct.isIndirect()) {
      return new Whole(type, kind, block + struct.payloadOffset(), -1);
    }
    long payload = wordOfBlock(ObjectMemory.PAYLOAD);
    return payload == 0 ? ofFlyweight() : new Whole(type, kind, payload, -1);
  }

  /// The header of an array that is gone does not say where its elements are; the flyweight does.
  private Whole array(long header, ObjectKind kind) {
    HeaderType elements = elements(header);
    if (object instanceof StoreArray array && isWhole(array, elements)) {
      return new Whole(elements, kind, array.address, array.length);
    }
    boolean outside =
        isAlive()
            ? Header.has(header, Header.INDIRECT)
            : object != null && !isInBlock(object.address);
    long inside =
        Reference.address(reference) + ArrayMemory.elementsOffset(elements.byteAlignment());
    long payload = outside ? wordOfBlock(ObjectMemory.PAYLOAD) : inside;
    long length = wordOfBlock(outside ? ArrayMemory.INDIRECT_LENGTH : ArrayMemory.LENGTH);
    boolean isCredible =
        payload != 0
            && length > 0
            && (object == null || contains(payload, length, elements, object.address));
    return isCredible
        ? new Whole(elements, kind, payload, length)
        : new Whole(elements, kind, object == null ? inside : object.address, -1);
  }

  private static boolean contains(long payload, long length, HeaderType elements, long address) {
    return address >= payload && address - payload < length * Math.max(1, elements.byteSize());
  }

  private HeaderType elements(long header) {
    HeaderType type = HeaderType.of(header);
    StructType<?> struct = type.type();
    boolean pointers =
        isAlive() ? Header.has(header, Header.POINTERS) : object instanceof PointerArray<?>;
    return struct != null && pointers ? HeaderType.ofPointers(struct) : type;
  }

  private static boolean isWhole(StoreArray array, HeaderType elements) {
    return HeaderType.ofElements(array).name().equals(elements.name());
  }

  private boolean isInBlock(long address) {
    return sight != null
        && address >= sight.address()
        && address < sight.address() + sight.byteSize();
  }

  /// Returns a word that the object has, or had, in its block; 0 if something else may be there.
  private long wordOfBlock(long offset) {
    if (sight == null || !sight.isLastOf(Reference.generation(reference))) {
      return 0;
    }
    long word = Memory.getLongAcquire(sight.address() + offset);
    return Memory.getLongAcquire(sight.address()) == sight.header() ? word : 0;
  }

  private String path(Whole whole, long address, long byteSize) {
    long offset = address - whole.payload;
    if (offset < 0 || (whole.byteSize() >= 0 && offset >= Math.max(1, whole.byteSize()))) {
      return "";
    }
    long accessed = byteSize != 0 ? byteSize : partBytes();
    return whole.kind.isArray()
        ? pathInArray(whole.type, offset, byteSize, accessed)
        : pathInStruct(whole.type.type(), offset, byteSize, accessed);
  }

  private String pathInStruct(
      @Nullable StructType<?> type, long offset, long byteSize, long accessed) {
    return type == null || (offset == 0 && isWholeStruct(type, byteSize))
        ? ""
        : PropertyPath.of(type, offset, accessed, byteSize != 0);
  }

  private String pathInArray(HeaderType elements, long offset, long byteSize, long accessed) {
    boolean isWhole =
        object == null
            || (byteSize == 0 && object instanceof StoreArray array && isWhole(array, elements));
    if (isWhole || elements.byteSize() <= 0 || accessed > elements.byteSize()) {
      return "";
    }
    String index = "[" + offset / elements.byteSize() + "]";
    StructType<?> type = elements.type();
    boolean access = byteSize != 0;
    if (type == null || PropertyPath.isWhole(type, accessed, access)) {
      return index;
    }
    String property = PropertyPath.of(type, offset % type.byteSize(), accessed, access);
    return property.isEmpty() ? index : index + "." + property;
  }

  /// Returns the size of what was used as a whole: a struct or an array, perhaps a part of
  /// something.
  private long partBytes() {
    return switch (object) {
      case StructObject struct -> struct.type().byteSize();
      case StoreArray array -> array.length * array.elementBytes();
      case null -> 0;
    };
  }

  /// Returns whether an access to the start of an object is one to all of it.
  private boolean isWholeStruct(StructType<?> type, long byteSize) {
    if (byteSize != 0) {
      return PropertyPath.isWhole(type, byteSize, true);
    }
    return switch (object) {
      case StructObject struct -> type.isA(struct.type()) || struct.type().isA(type);
      case StoreArray _ -> false; // the first thing that the object embeds
      case null -> true;
    };
  }

  private @Nullable Trace created() {
    return life == null ? null : trace("created", life.created());
  }

  private @Nullable Trace ended() {
    if (closed != null) {
      return trace("ended with its store " + closed.storeName() + ", closed", closed.by());
    }
    ObjectSites.Life known = life;
    Site ended = known == null ? null : known.ended();
    return known == null || ended == null ? null : trace(endedHow(known), ended);
  }

  private static String endedHow(ObjectSites.Life life) {
    if (life.endedWithStore()) {
      return "ended with its store " + life.storeName() + ", closed";
    }
    String scope = life.scopeName();
    return scope == null ? "deleted" : "ended with its scope " + scope + ", closed";
  }

  private static Trace trace(String what, Site site) {
    return new Trace(what, site.threadName(), site.frames());
  }

  /// Returns the line that says why it is not known who deleted and created the object, or nothing
  /// if it is.
  String unknown() {
    if (life != null) {
      return "";
    }
    Store store = Store.ofObject(reference);
    boolean recorded = closed == null && store != null && FreeStore.of(store).recordsSites();
    String what = isAlive() || closed != null ? "created" : "deleted and created";
    return MisuseText.unknown(what, storeName(), recorded);
  }

  /// Returns the name of the store that the object is or was in or, where that is not known, that
  /// has its block now.
  String storeName() {
    if (life != null) {
      return life.storeName();
    }
    if (closed != null) {
      return closed.storeName();
    }
    Store store = Store.ofObject(reference);
    return store == null ? "" : store.settings().name();
  }
}
