// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.StructType.Content;
import org.freestore.StructType.Property;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Follows the pointers of an object, from its type's properties, while other threads may write it
/// or delete it.
///
/// What is read after the object is gone may be another's, or nothing: every pointer is believed
/// only if the object was alive after it was read.
final class HeldPointers {
  private static final String COUNTED = "<object>";

  private final long owner;
  private final PointerVisitor visitor;

  private HeldPointers(long owner, PointerVisitor visitor) {
    this.owner = owner;
    this.visitor = visitor;
  }

  static void visit(LiveObject object, PointerVisitor visitor) {
    long header = Reference.header(object.reference());
    if (!Header.isOf(header, object.reference())) {
      return;
    }
    HeldPointers pointers = new HeldPointers(object.reference(), visitor);
    StructType<?> type = StructTypes.byId(Header.type(header));
    if (type != null) {
      pointers.visit(object, header, type);
    } else if (Header.kind(header) == Kind.CONTROL) {
      long counted = Counts.objectOf(object.reference());
      pointers.show(COUNTED, counted, Counts.strong(object.reference()) > 0);
    }
  }

  private void visit(LiveObject object, long header, StructType<?> type) {
    if (object.arrayLength() < 0) {
      visitStruct("", type, object.address());
    } else if (Header.has(header, Header.POINTERS)) {
      visitElements(object);
    } else if (type.holdsReferences()) {
      for (long i = 0; i < object.arrayLength() && isAlive(); i++) {
        visitStruct("[" + i + "].", type, object.address() + i * type.strideBytes());
      }
    }
  }

  private void visitElements(LiveObject array) {
    for (long i = 0; i < array.arrayLength(); i++) {
      long target = Memory.getLongAcquire(array.address() + i * Long.BYTES);
      if (target != 0 && !show("[" + i + "]", target, false)) {
        return;
      }
    }
  }

  /// @param prefix what stands before the names of its properties
  private void visitStruct(String prefix, StructType<?> type, long address) {
    if (!type.holdsReferences()) {
      return;
    }
    for (Property property : type.properties()) {
      StructType<?> embedded = property.embedded();
      if (property.content() == Content.EMBEDDED) {
        visitEmbedded(prefix, property, embedded, address + property.offset());
      } else if (property.content() != Content.VALUE) {
        long target = Memory.getLongAcquire(address + property.offset());
        show(prefix + property.name(), target, property.content() != Content.POINTER);
      }
    }
  }

  private void visitEmbedded(
      String prefix, Property property, @Nullable StructType<?> embedded, long address) {
    if (embedded == null || !embedded.holdsReferences()) {
      return;
    }
    long count = property.byteSize() / embedded.strideBytes();
    for (long i = 0; i < count; i++) {
      String index = count == 1 ? "." : "[" + i + "].";
      visitStruct(prefix + property.name() + index, embedded, address + i * embedded.strideBytes());
    }
  }

  /// @return whether the object is still alive
  private boolean show(String path, long target, boolean owns) {
    boolean alive = isAlive();
    if (target != 0 && alive) {
      visitor.pointer(path, target, owns);
    }
    return alive;
  }

  private boolean isAlive() {
    return !Reference.isStale(owner);
  }
}
