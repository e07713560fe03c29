// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.function.Consumer;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Destroys objects in [Storage] without freeing it. The header says whether there is one: of kind
/// *placement*, with its type, or of kind *storage*, without. Each object has a generation of its
/// own.
final class Placements {
  private static final long KEPT_FLAGS = Header.VIEWED | Header.INDIRECT;

  private Placements() {}

  static void destroy(Object object) {
    StoreObject known = Misuses.requireStoreObject(object);
    long header = Reference.header(known.reference);
    StructType<?> type = StructTypes.byId(Header.type(header));
    if (!(known instanceof StructObject struct)
        || type == null
        || !isWholePlacement(struct, header, type)) {
      throw refused(known, header);
    }
    if (type != struct.type() && !struct.type().isPolymorphic()) {
      throw Misuses.throughBase(struct, type);
    }
    if (!ObjectMemory.claim(struct.reference, header)) {
      throw refused(known, Reference.header(struct.reference));
    }
    destroy(type, struct.reference);
  }

  private static boolean isWholePlacement(StructObject struct, long header, StructType<?> type) {
    return Header.isOf(header, struct.reference)
        && Header.state(header) == Header.LIVE
        && Header.kind(header) == Kind.PLACEMENT
        && type.isA(struct.type())
        && struct.address == ObjectMemory.payload(type, struct.reference);
  }

  private static InvalidDeleteException refused(StoreObject object, long header) {
    Kind kind = Header.kind(header);
    boolean other =
        Header.isOf(header, object.reference)
            && Header.state(header) == Header.LIVE
            && kind != Kind.PLACEMENT;
    return other ? Misuses.notPlaced(object) : Misuses.deleted(object, false);
  }

  private static <T> void destroy(StructType<T> type, long reference) {
    Consumer<T> destructor = type.destructor();
    try {
      if (destructor != null) {
        destructor.accept(type.flyweight(reference, ObjectMemory.payload(type, reference)));
      }
    } finally {
      ObjectMemory.release(reference);
    }
  }

  /// Makes storage empty whose object the caller has claimed, or whose construction failed. Another
  /// thread may open a segment over it meanwhile; what is in the storage after it is not touched.
  ///
  /// @param seen its header
  static void empty(long reference, long seen) {
    long header = seen;
    while (Header.isOf(header, reference) && !end(Reference.address(reference), header)) {
      header = Reference.header(reference);
    }
  }

  /// Ends the object in storage, whose header is the one given.
  ///
  /// @return false if it is another by now
  static boolean end(long block, long header) {
    long empty =
        (header & (Reference.GENERATION_MASK | KEPT_FLAGS))
            | Header.live(0, Kind.STORAGE, Header.sizeClass(header), 0);
    return Memory.compareAndSetLong(block, header, Reference.next(empty));
  }

  /// Returns the header of an object that is about to be constructed in empty storage.
  ///
  /// @param empty the header of the storage
  /// @param live the lower bits of the object's
  static long occupied(long empty, long live) {
    return (empty & Reference.GENERATION_MASK)
        | Header.live(
            Header.type(live),
            Kind.PLACEMENT,
            Header.sizeClass(empty),
            live & (Header.TRIVIAL | Header.INDIRECT));
  }

  /// Returns the struct that the lower bits of a header name.
  static StructType<?> requireStruct(long live) {
    @Nullable StructType<?> type = StructTypes.byId(Header.type(live));
    if (type == null) {
      throw new UnsupportedOperationException("storage holds objects of structs only");
    }
    return type;
  }
}
