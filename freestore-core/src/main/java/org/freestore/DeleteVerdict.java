// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.MisuseReport.Subject;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.store.BlockSighting;
import org.jspecify.annotations.Nullable;

/// What is wrong with a delete, or a free, that was refused.
///
/// @param defect decides on the type of the exception
/// @param detail which case of it, in words
record DeleteVerdict(Defect defect, String detail) {

  /// Judges a `delete` or `deleteArray`.
  ///
  /// @param address of what was to be deleted
  /// @param object the flyweight or handle that was used, if any
  static DeleteVerdict of(
      SubjectSearch search, long address, @Nullable StoreObject object, boolean arrayForm) {
    if (!search.isAlive()) {
      return new DeleteVerdict(Defect.DOUBLE_DELETE, fate(search));
    }
    if (Header.state(search.header()) == Header.DESTROYING) {
      return new DeleteVerdict(Defect.DOUBLE_DELETE, "it is being destroyed");
    }
    Kind kind = Header.kind(search.header());
    String part = part(search.find(address, 0), kind);
    if (!part.isEmpty()) {
      return new DeleteVerdict(Defect.INVALID_DELETE, part);
    }
    return isForDelete(kind)
        ? new DeleteVerdict(Defect.MISMATCHED_DELETE, mismatch(kind, arrayForm, object))
        : new DeleteVerdict(Defect.INVALID_DELETE, whole(kind, search.reference()));
  }

  /// Judges the free of an address in a block that is for objects, as if it were a raw one.
  static DeleteVerdict ofFree(SubjectSearch search, BlockSighting sight) {
    Kind kind = sight.generation() == 0 ? Kind.NONE : Header.kind(search.header());
    if (kind == Kind.NONE) {
      return new DeleteVerdict(
          Defect.INVALID_DELETE, "free of memory for objects, in which there is none");
    }
    if (isForDelete(kind)) {
      return new DeleteVerdict(
          Defect.MISMATCHED_DELETE,
          "free of an " + kind.words() + "; objects are deleted, not freed");
    }
    return new DeleteVerdict(
        Defect.INVALID_DELETE,
        search.isAlive() ? whole(kind, search.reference()) : fateOr(search, kind.words()));
  }

  private static boolean isForDelete(Kind kind) {
    return kind == Kind.OBJECT || kind == Kind.ARRAY;
  }

  private static String fateOr(SubjectSearch search, String other) {
    String fate = fate(search);
    return fate.isEmpty() ? other : fate;
  }

  /// Returns what became of an object that is gone, where that is known and not plainly a delete.
  static String fate(SubjectSearch search) {
    if (search.closed() != null) {
      return "its store was closed";
    }
    Kind kind = Header.kind(search.header());
    return switch (kind) {
      case AUTOMATIC, AUTOMATIC_ARRAY ->
          kind.words() + " whose scope " + nameOrNothing(search.scopeName()) + "has ended";
      case STATIC, STATIC_ARRAY -> kind.words() + " destroyed at the program's exit";
      case PLACEMENT -> "placement object that was destroyed";
      case STORAGE -> "storage that was closed";
      case SHARED -> "shared object whose last shared pointer was closed";
      default -> "";
    };
  }

  private static String nameOrNothing(@Nullable String scope) {
    return scope == null ? "" : scope + " ";
  }

  private static String part(Subject subject, Kind kind) {
    String path = subject.path();
    if (path.isEmpty()) {
      return "";
    }
    return path.matches("\\[\\d+]")
        ? "element " + path.substring(1, path.length() - 1) + " of an " + kind.words()
        : "embedded in " + subject.simpleTypeName() + ", property " + path;
  }

  private static String mismatch(Kind kind, boolean arrayForm, @Nullable StoreObject object) {
    if (kind == Kind.ARRAY) {
      return arrayForm
          ? "deleteArray through a handle of another type"
          : "delete of an array created by createArray";
    }
    return arrayForm || !(object instanceof StructObject)
        ? "deleteArray of an object created by create"
        : "delete through a flyweight of another type";
  }

  private static String whole(Kind kind, long reference) {
    return switch (kind) {
      case AUTOMATIC, AUTOMATIC_ARRAY -> kind.words() + ofScope(reference);
      case STATIC, STATIC_ARRAY -> kind.words() + ": the program's exit ends it";
      case SHARED -> "shared object: the last shared pointer deletes it";
      case PLACEMENT -> "placement object: destroy ends it, its storage is somebody else's";
      case STORAGE -> "storage in which no object is: its close frees it";
      case TEXT -> "text of a string property: it ends with the object that owns it";
      default -> kind.words();
    };
  }

  private static String ofScope(long reference) {
    String scope = scopeOf(reference);
    return scope == null ? "" : " of scope " + scope;
  }

  /// Other threads' scopes change while they are looked at, so that anything may be found there;
  /// what is no name is not told.
  private static @Nullable String scopeOf(long reference) {
    try {
      return AutoScope.scopeOf(reference);
    } catch (RuntimeException e) {
      return null;
    }
  }
}
