// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.freestore.MisuseReport.Access;
import org.freestore.MisuseReport.Subject;
import org.freestore.StructType.Property;
import org.freestore.object.Reference;
import org.freestore.protection.Site;
import org.freestore.store.BlockSighting;
import org.freestore.store.Store;
import org.jspecify.annotations.Nullable;

/// Makes the exceptions for what was done wrong to an object. Cold: called when an access or a
/// delete was refused.
///
/// Never fails, whatever others do to the memory meanwhile: where looking fails, the report is
/// short.
final class Misuses {
  private Misuses() {}

  // Accesses.

  /// Returns the exception for a read through a reference to an object that is gone.
  static UseAfterDeleteException staleRead(StoreObject object, long offset, long byteSize) {
    return stale(object, offset, new Access(false, byteSize));
  }

  /// Returns the exception for a write through a reference to an object that is gone.
  static UseAfterDeleteException staleWrite(StoreObject object, long offset, long byteSize) {
    return stale(object, offset, new Access(true, byteSize));
  }

  private static UseAfterDeleteException stale(StoreObject object, long offset, Access access) {
    SubjectSearch search = new SubjectSearch(object.reference, object);
    return new UseAfterDeleteException(
        report(Defect.USE_AFTER_DELETE, fate(search), search, object.address + offset, access));
  }

  /// Returns the exception for a text that is gone.
  static UseAfterDeleteException staleText(long reference) {
    return new UseAfterDeleteException(
        report(
            Defect.USE_AFTER_DELETE,
            "text replaced or deleted by another thread",
            new SubjectSearch(reference, null),
            Reference.address(reference) + ObjectMemory.PAYLOAD,
            new Access(false, 0)));
  }

  /// Returns the exception for a copy of an owned object that is gone.
  static UseAfterDeleteException staleOwned(long reference) {
    return new UseAfterDeleteException(
        report(
            Defect.USE_AFTER_DELETE,
            "copy of an owned object",
            new SubjectSearch(reference, null),
            Reference.address(reference) + ObjectMemory.PAYLOAD,
            null));
  }

  /// Returns the exception for a property that was never written.
  static UninitializedReadException uninitialized(StructObject object, long offset) {
    return new UninitializedReadException(
        report(
            Defect.UNINITIALIZED_READ,
            "",
            new SubjectSearch(object.reference, object),
            object.address + offset,
            new Access(false, sizeAt(object.type(), offset))));
  }

  private static long sizeAt(StructType<?> type, long offset) {
    return type.properties().stream()
        .filter(property -> property.offset() == offset)
        .mapToLong(Property::byteSize)
        .findFirst()
        .orElse(0);
  }

  // Types.

  /// Returns the exception for a reference to an object that is not of the struct it is used as.
  static TypeMismatchException notAnObjectOf(long reference, StructType<?> expected) {
    return mismatch(reference, "object is not a " + expected.name());
  }

  /// Returns the exception for a reference to something else where one to an array is needed.
  static TypeMismatchException notAnArray(long reference) {
    return mismatch(reference, "object is not an array of this type");
  }

  /// Returns the exception for an array where an object of a struct is needed.
  static TypeMismatchException array(StoreArray array, String complaint) {
    return new TypeMismatchException(report(Defect.TYPE_MISMATCH, complaint, array));
  }

  private static TypeMismatchException mismatch(long reference, String complaint) {
    return new TypeMismatchException(
        report(
            Defect.TYPE_MISMATCH,
            complaint,
            new SubjectSearch(reference, null),
            Reference.address(reference),
            new Access(false, 0)));
  }

  static TypeMismatchException notA(StructObject object, Class<?> as) {
    return new TypeMismatchException(
        report(Defect.TYPE_MISMATCH, "object is not a " + as.getTypeName(), object));
  }

  static StoreObject requireStoreObject(Object value) {
    if (value instanceof StoreObject object) {
      return object;
    }
    throw notOfStore(value);
  }

  private static TypeMismatchException notOfStore(Object value) {
    return new TypeMismatchException(
        bare(Defect.TYPE_MISMATCH, "not an object of a store: " + value.getClass().getTypeName()));
  }

  static StructObject requireStruct(StructType<?> type, Object value) {
    StoreObject object = requireStoreObject(Objects.requireNonNull(value));
    if (object instanceof StructObject struct && struct.type().isA(type)) {
      return struct;
    }
    throw new TypeMismatchException(
        report(Defect.TYPE_MISMATCH, "object is not a " + type.name(), object));
  }

  static PureVirtualCallException pureVirtual(StructType<?> type, String method) {
    return new PureVirtualCallException(
        bare(
            Defect.PURE_VIRTUAL_CALL,
            "no struct that overrides "
                + type.simpleName()
                + "."
                + method
                + " is part of the object now: it is being constructed or destroyed"));
  }

  /// Returns the exception for a weak pointer, or an object as one to itself, that no shared
  /// pointer can be had from.
  ///
  /// @param pointee what it points to
  static ExpiredWeakException expired(Object pointee) {
    if (pointee instanceof StoreObject object) {
      String detail = object.isAlive() ? "no shared pointer owns the object" : "";
      return new ExpiredWeakException(report(Defect.EXPIRED_WEAK, detail, object));
    }
    return new ExpiredWeakException(bare(Defect.EXPIRED_WEAK, "its owners are closed"));
  }

  // Deletes.

  /// Returns the exception for a `delete` or `deleteArray` that is refused.
  static InvalidDeleteException deleted(StoreObject object, boolean arrayForm) {
    SubjectSearch search = new SubjectSearch(object.reference, object);
    return deleted(search, object.address, object, arrayForm);
  }

  /// Returns the exception for an owning pointer, or the end of a scope, whose object is gone or is
  /// another kind of thing.
  static InvalidDeleteException ownedDeleted(long reference) {
    SubjectSearch search = new SubjectSearch(reference, null);
    return deleted(search, Reference.address(reference) + ObjectMemory.PAYLOAD, null, false);
  }

  private static InvalidDeleteException deleted(
      SubjectSearch search, long address, @Nullable StoreObject object, boolean arrayForm) {
    return refused(
        verdict(() -> DeleteVerdict.of(search, address, object, arrayForm)), search, address);
  }

  private static DeleteVerdict verdict(Supplier<DeleteVerdict> judge) {
    try {
      return judge.get();
    } catch (RuntimeException e) {
      return new DeleteVerdict(Defect.INVALID_DELETE, "");
    }
  }

  private static InvalidDeleteException refused(
      DeleteVerdict verdict, SubjectSearch search, long address) {
    MisuseReport report = report(verdict.defect(), verdict.detail(), search, address, null);
    return switch (verdict.defect()) {
      case DOUBLE_DELETE -> new DoubleDeleteException(report);
      case MISMATCHED_DELETE -> new MismatchedDeleteException(report);
      default -> new InvalidDeleteException(report);
    };
  }

  /// Returns the exception for a `delete` or `deleteArray` of what is no object of a store: a
  /// segment that is a raw block, or anything else.
  static RuntimeException otherDeleted(Object object) {
    return object instanceof MemorySegment segment && FreeStore.isRawBlock(segment)
        ? new MismatchedDeleteException(
            ofRaw(
                Defect.MISMATCHED_DELETE,
                "delete of a raw block; free gives it back",
                segment.address()))
        : notOfStore(object);
  }

  /// Returns the exception for a delete through a base that is not polymorphic.
  static MismatchedDeleteException throughBase(StructObject object, @Nullable StructType<?> type) {
    return new MismatchedDeleteException(
        report(
            Defect.MISMATCHED_DELETE,
            "delete of "
                + (type == null ? "an object" : "a " + type.simpleName())
                + " through "
                + object.type().simpleName()
                + ", which is not polymorphic",
            object));
  }

  /// Returns the exception for a `destroy` of what is not in storage.
  static MismatchedDeleteException notPlaced(StoreObject object) {
    return new MismatchedDeleteException(
        report(
            Defect.MISMATCHED_DELETE,
            "destroy of an object that was not constructed in storage",
            object));
  }

  /// Returns the exception for memory that a resource does not take back.
  static InvalidDeleteException notOfResource(String complaint, long address) {
    return new InvalidDeleteException(ofRaw(Defect.BAD_FREE, complaint, address));
  }

  /// Returns the exception for memory that a resource took back already.
  static DoubleDeleteException freedInResource(long address) {
    return new DoubleDeleteException(
        ofRaw(Defect.DOUBLE_FREE, "the block was deallocated before", address));
  }

  private static MisuseReport ofRaw(Defect defect, String detail, long address) {
    Store store = Store.ofAddress(address);
    String storeName = store == null ? "" : store.settings().name();
    StackTraceElement site = Site.here().top();
    return new MisuseReport(
        defect, detail, address, storeName, thread(), site, null, null, null, List.of(), "");
  }

  /// Returns the exception for an address in a block for objects that is freed as if it were a raw
  /// block; null if it is in no such block.
  static @Nullable InvalidDeleteException freed(long address) {
    BlockSighting sight = BlockSighting.at(address);
    if (sight == null) {
      return null;
    }
    long reference = Reference.of(sight.address(), sight.generation());
    SubjectSearch search = new SubjectSearch(reference, null);
    return refused(verdict(() -> DeleteVerdict.ofFree(search, sight)), search, address);
  }

  /// Returns what became of an object that is gone, or nothing where it cannot be told.
  private static String fate(SubjectSearch search) {
    try {
      return DeleteVerdict.fate(search);
    } catch (RuntimeException e) {
      return "";
    }
  }

  // Reports.

  private static MisuseReport report(Defect defect, String detail, StoreObject object) {
    SubjectSearch search = new SubjectSearch(object.reference, object);
    return report(defect, detail, search, object.address, null);
  }

  private static MisuseReport report(
      Defect defect, String detail, SubjectSearch search, long address, @Nullable Access access) {
    try {
      return search(defect, detail, search, address, access);
    } catch (RuntimeException e) {
      return new MisuseReport(
          defect,
          detail,
          address,
          "",
          thread(),
          Site.here().top(),
          access,
          null,
          null,
          List.of(),
          "the report is incomplete: " + e + "\n");
    }
  }

  private static MisuseReport search(
      Defect defect, String detail, SubjectSearch search, long address, @Nullable Access access) {
    Subject subject = search.find(address, access == null ? 0 : access.byteSize());
    BlockSighting sight = search.sight();
    return new MisuseReport(
        defect,
        detail,
        address,
        search.storeName(),
        thread(),
        Site.here().top(),
        access,
        subject,
        sight == null || subject.reused() <= 0 ? null : Sightings.block(sight),
        Sightings.neighbourhood(sight),
        search.unknown());
  }

  private static MisuseReport bare(Defect defect, String detail) {
    return new MisuseReport(
        defect, detail, 0, "", thread(), Site.here().top(), null, null, null, List.of(), "");
  }

  private static String thread() {
    return Thread.currentThread().getName();
  }
}
