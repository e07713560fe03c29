// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Objects for the whole program: destroyed at its orderly exit, those created last first
/// (\[basic.start.term\]).
///
/// One shutdown hook does it, which is installed with the first object. What destructors throw is
/// printed, and does not stop the rest; nor does a destructor that never returns since it exits
/// ([StaticDestruction]). Objects created meanwhile are destroyed, too.
final class StaticResource extends MemoryResource {
  static final StaticResource INSTANCE = new StaticResource();

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Long> references = new ArrayDeque<>();
  private boolean hooked;

  private StaticResource() {}

  /// Creates an object whose place in the order is that of the end of its construction, as in C++:
  /// what its constructor creates is destroyed after it.
  <T> T create(StructType<T> type) {
    T object = Creation.createIn(this, type);
    moveToEnd(((StoreObject) object).reference);
    return object;
  }

  /// Does the same for an array.
  <T> StructArray<T> createArray(StructType<T> type, long length) {
    StructArray<T> array = StructArray.createIn(this, type, length);
    moveToEnd(array.reference);
    return array;
  }

  private void moveToEnd(long reference) {
    lock.lock();
    try {
      references.removeLastOccurrence(reference);
      references.addLast(reference);
    } finally {
      lock.unlock();
    }
  }

  @Override
  FreeStore store() {
    return FreeStore.global();
  }

  @Override
  Kind kind(Kind ofHeap) {
    return ofHeap == Kind.ARRAY ? Kind.STATIC_ARRAY : Kind.STATIC;
  }

  @Override
  long createBlock(long live) {
    long reference = store().createBlock(live);
    lock.lock();
    try {
      references.addLast(reference);
      hook();
    } finally {
      lock.unlock();
    }
    return reference;
  }

  private void hook() {
    if (!hooked) {
      hooked = true;
      Thread hook =
          new Thread(() -> StaticDestruction.run(this, System.err), "freestore-static-objects");
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException e) {
        hooked =
            false; // the exit has begun without static objects: there is nobody to destroy this
      }
    }
  }

  /// Destroys every object, those created last first.
  ///
  /// @param complaints where to print what destructors throw
  void destroyAll(PrintStream complaints) {
    for (Long reference = takeLast(); reference != null; reference = takeLast()) {
      destroy(reference, complaints);
    }
  }

  private @Nullable Long takeLast() {
    lock.lock();
    try {
      return references.pollLast();
    } finally {
      lock.unlock();
    }
  }

  /// One whose construction failed is gone already.
  private static void destroy(long reference, PrintStream complaints) {
    long header = Reference.header(reference);
    if (Header.isOf(header, reference)) {
      try {
        Deletion.ofKept(reference, header);
      } catch (Throwable failure) {
        complaints.println(
            "the destructor of a static object threw: type="
                + typeName(header)
                + " reference=0x"
                + Long.toHexString(reference));
        failure.printStackTrace(complaints);
      }
    }
  }

  private static String typeName(long header) {
    StructType<?> type = StructTypes.byId(Header.type(header));
    return type == null ? "array" : type.name();
  }

  /// Allocates a segment that is never freed, of zeros.
  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    MemorySegment segment = store().allocate(byteSize, byteAlignment);
    segment.fill((byte) 0);
    return segment;
  }

  @Override
  public String toString() {
    return "FreeStore.statics()";
  }
}
