// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Kind;
import org.freestore.object.Reference;
import org.freestore.slab.SizeClasses;
import org.jspecify.annotations.Nullable;

/// The counts of the pointers that share an object: where they are, and what happens when one is 0.
///
/// ```
///   block of counts                       block of an object that was made to be shared
///   │ header │ counts │ object │          │ header │ payload ...             │ counts │
///
///   counts   │ weak (32) │ strong (32) │     all strong pointers together are one weak pointer
/// ```
///
/// What names the counts is a reference: to the block of counts, or to the object itself. The
/// object ends with the last strong pointer, its block with the last weak one. In between the block
/// of an object that was made to be shared is of kind *control* and of the next generation, so that
/// every reference to the object is dead:
///
/// ```
///   shared, live ──strong = 0──▶ shared, destroying ──▶ control, next generation ──weak = 0──▶ free
/// ```
///
/// Each open pointer has a part in one of the counts; so the block is there as long as one is open,
/// unless its store was closed, or released: then the header is another, and there are no counts.
///
/// Whoever counts may come too late: through a pointer that another thread closes, or from the
/// object itself, whose last owner goes. So the header is looked at, the word changed and the block
/// given back under a lock, one of a few that blocks share by their addresses: what is changed is
/// counts, never what the memory has become since. Destructors and deleters run outside of it.
final class Counts {
  /// The number of the type that blocks of counts have in their headers.
  static final int TYPE = 10;

  private static final long STRONG = 1;
  private static final long STRONG_MASK = (1L << 32) - 1;
  private static final long WEAK = 1L << 32;
  private static final int WEAK_SHIFT = 32;
  private static final long FIRST = STRONG + WEAK;

  private static final long COUNTS = 8;
  private static final long OBJECT = 16;
  private static final int BLOCK_BYTES = 24;
  private static final long LIVE =
      Header.live(
          TYPE, Kind.CONTROL, SizeClasses.ofObject(BLOCK_BYTES, Long.BYTES), Header.TRIVIAL);

  private static final long KEPT_BITS =
      Header.COUNTED | Header.VIEWED | Header.INDIRECT | Reference.GENERATION_MASK;

  /// What is run in place of a delete, where that was asked for.
  private static final Map<Long, Runnable> DELETERS = new ConcurrentHashMap<>();

  private static final int LOCK_BITS = 8;
  private static final Object[] LOCKS =
      Stream.generate(Object::new).limit(1 << LOCK_BITS).toArray();

  private Counts() {}

  /// Returns what guards the counts in a block, or beside an object.
  static Object lockOf(long reference) {
    long mixed = Reference.address(reference) * 0x9E37_79B9_7F4A_7C15L;
    return LOCKS[(int) (mixed >>> (Long.SIZE - LOCK_BITS))];
  }

  /// Makes a block of counts for an object that one strong pointer owns.
  static long create(FreeStore store, long object, @Nullable Runnable deleter) {
    long counts = store.createBlock(LIVE);
    long block = Reference.address(counts);
    Memory.putLong(block + OBJECT, object);
    Memory.putLongRelease(block + COUNTS, FIRST);
    if (deleter != null) {
      DELETERS.put(counts, deleter);
    }
    return counts;
  }

  /// Says that one strong pointer owns an object that was made to be shared; until then it is 0.
  static void begin(long object) {
    Memory.putLongRelease(wordInBlock(object), FIRST);
  }

  /// Returns where the counts of an object are that was made to be shared.
  static long wordInBlock(long object) {
    long block = Reference.address(object);
    int sizeClass = Header.sizeClass(Memory.getLong(block));
    return block + SizeClasses.blockBytes(sizeClass) - Long.BYTES;
  }

  /// Returns where the counts are, or 0 where they are gone.
  private static long word(long counts) {
    long header = Memory.getLongVolatile(Reference.address(counts));
    if (Header.has(header, Header.COUNTED)) {
      return isObject(header, counts) || isRest(header, counts) ? wordInBlock(counts) : 0;
    }
    boolean isCounts = Header.kind(header) == Kind.CONTROL && Header.isOf(header, counts);
    return isCounts ? Reference.address(counts) + COUNTS : 0;
  }

  private static boolean isObject(long header, long counts) {
    return Header.kind(header) == Kind.SHARED && Header.isOf(header, counts);
  }

  /// Returns whether the header is that of a block whose object is gone, but not its counts.
  private static boolean isRest(long header, long counts) {
    return Header.kind(header) == Kind.CONTROL
        && Header.state(header) == Header.LIVE
        && Header.isOf(header, Reference.next(counts));
  }

  /// Returns the number of strong pointers; 0 where the object is gone.
  static long strong(long counts) {
    long word = word(counts);
    return word == 0 ? 0 : Memory.getLongVolatile(word) & STRONG_MASK;
  }

  /// Adds a strong pointer, unless there is none.
  static boolean tryAddStrong(long counts) {
    synchronized (lockOf(counts)) {
      long word = word(counts);
      if (word == 0 || (Memory.getLong(word) & STRONG_MASK) == 0) {
        return false;
      }
      add(word, STRONG);
      return true;
    }
  }

  /// Adds a weak pointer; there are no counts any more if the pointer that it is made from is
  /// closed at this moment.
  static void addWeak(long counts) {
    synchronized (lockOf(counts)) {
      long word = word(counts);
      if (word != 0) {
        add(word, WEAK);
      }
    }
  }

  /// Changes the counts under their lock, for readers without it.
  ///
  /// @return what they are now
  private static long add(long word, long delta) {
    long counts = Memory.getLong(word) + delta;
    Memory.putLongVolatile(word, counts);
    return counts;
  }

  /// Takes a strong pointer away. The last one ends the object.
  static void removeStrong(long counts) {
    if (isLastStrong(counts)) {
      try {
        endObject(counts);
      } finally {
        removeWeak(counts);
      }
    }
  }

  private static boolean isLastStrong(long counts) {
    synchronized (lockOf(counts)) {
      long word = word(counts);
      return word != 0 && (add(word, -STRONG) & STRONG_MASK) == 0;
    }
  }

  private static void endObject(long counts) {
    Runnable deleter = DELETERS.remove(counts);
    if (deleter != null) {
      deleter.run();
    } else if (Header.has(Reference.header(counts), Header.COUNTED)) {
      destroyCounted(counts);
    } else {
      Deletion.ofOwned(object(counts));
    }
  }

  /// Returns the object that a block of counts counts, if it is one; else 0, or what is no
  /// reference to a live object.
  static long objectOf(long counts) {
    return Memory.getLongAcquire(Reference.address(counts) + OBJECT);
  }

  /// Returns the object that is counted.
  private static long object(long counts) {
    long header = Reference.header(counts);
    return Header.has(header, Header.COUNTED)
        ? counts
        : Memory.getLong(Reference.address(counts) + OBJECT);
  }

  private static void destroyCounted(long object) {
    long header = Reference.header(object);
    while (isLiveObject(header, object) && !ObjectMemory.claim(object, header)) {
      header = Reference.header(object); // another thread has opened a segment over it
    }
    if (!isLiveObject(header, object)) {
      return; // its resource was released at this moment
    }
    try {
      destroy(StructTypes.require(Header.type(header)), object);
    } finally {
      leaveCounts(object);
    }
  }

  private static boolean isLiveObject(long header, long object) {
    return isObject(header, object) && Header.state(header) == Header.LIVE;
  }

  private static <T> void destroy(StructType<T> type, long object) {
    Consumer<T> destructor = type.destructor();
    if (destructor != null) {
      destructor.accept(type.flyweight(object, ObjectMemory.payload(type, object)));
    }
  }

  private static void leaveCounts(long object) {
    long block = Reference.address(object);
    long header;
    do {
      header = Memory.getLongVolatile(block);
    } while (!Memory.compareAndSetLong(block, header, rest(header)));
  }

  private static long rest(long header) {
    long rest =
        (header & KEPT_BITS)
            | Header.live(Header.type(header), Kind.CONTROL, Header.sizeClass(header), 0);
    return Reference.next(rest);
  }

  /// Takes a weak pointer away. The last one frees the block.
  static void removeWeak(long counts) {
    synchronized (lockOf(counts)) {
      long word = word(counts);
      if (word != 0 && add(word, -WEAK) >>> WEAK_SHIFT == 0) {
        free(counts);
      }
    }
  }

  private static void free(long counts) {
    long header = Reference.header(counts);
    long reference = Header.isOf(header, counts) ? counts : Reference.next(counts);
    if (Header.has(header, Header.VIEWED)) {
      Views.detain(reference, header);
    } else {
      ObjectMemory.free(reference, header);
    }
  }

  /// Returns what counts the pointers to an object, if any strong pointer owns it; else 0.
  static long of(StructObject object) {
    long header = Reference.header(object.reference);
    if (Header.kind(header) == Kind.SHARED) {
      return object.reference;
    }
    long offset = Casts.typeOf(object).sharedFromThisOffset();
    long counts = offset < 0 ? 0 : Memory.getLongVolatile(object.address + offset);
    return counts != 0 && strong(counts) > 0 && object(counts) == object.reference ? counts : 0;
  }

  /// Lets an object know what counts the pointers to it, if its struct asks for that and no strong
  /// pointer owns it yet.
  static void tell(StoreObject owned, long counts) {
    if (owned instanceof StructObject object && of(object) == 0) {
      long offset = Casts.typeOf(object).sharedFromThisOffset();
      if (offset >= 0) {
        Memory.putLongVolatile(object.address + offset, counts);
      }
    }
  }
}
