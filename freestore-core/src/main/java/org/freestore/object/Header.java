// SPDX-License-Identifier: Apache-2.0
package org.freestore.object;

/// The first 8 bytes of a block of an object, which C++ spends on the pointer to its table of
/// virtual functions.
///
/// ```
///   63             40 39         20 19      13 12     8 7      4 3       0
///   │ generation (24) │ type (20)  │ class (7)│ flags (5)│ kind (4)│ state (4)│
/// ```
///
/// One comparison with what a live object of a type must have thus checks generation, type, kind,
/// class and state at once. A freed block keeps type and kind of its last object, for reports; its
/// generation is the next object's.
public final class Header {
  private static final int STATE_MASK = 0xf;
  private static final int KIND_SHIFT = 4;
  private static final int KIND_MASK = 0xf;
  private static final int CLASS_SHIFT = 13;
  private static final int CLASS_MASK = 0x7f;
  private static final int TYPE_SHIFT = 20;
  private static final int TYPE_MASK = 0xf_ffff;

  /// The most types a process can have.
  public static final int MOST_TYPES = TYPE_MASK + 1;

  // States. 0 is memory never written.

  /// Free, in a thread's magazine or its slab.
  public static final int FREE = 1;

  /// An object.
  public static final int LIVE = 2;

  /// An object whose destructor runs; who set this state deletes it.
  public static final int DESTROYING = 3;

  /// Freed by a thread that does not own the slab; its owner will collect it.
  public static final int REMOTE = 4;

  /// Free, and used up: never an object again.
  public static final int RETIRED = 5;

  /// Deleted, but kept, since somebody may still write to its memory.
  public static final int DETAINED = 6;

  // Flags.

  /// Nothing needs to be done to destroy the object but to free its block.
  public static final long TRIVIAL = 1 << 8;

  /// Segments over the object's memory exist: a deleted object's memory is kept until they are
  /// dead.
  public static final long VIEWED = 1 << 9;

  /// The last 8 bytes of the block count the shared pointers to the object.
  public static final long COUNTED = 1 << 10;

  /// The payload is a block of its own, whose address is the header's next word.
  public static final long INDIRECT = 1 << 11;

  private static final long PLAIN_MASK =
      Reference.GENERATION_MASK | TRIVIAL | VIEWED | COUNTED | INDIRECT | STATE_MASK;

  /// The elements of the array are pointers to objects of the type, not such objects.
  public static final long POINTERS = 1 << 12;

  private static final long FLAGS = TRIVIAL | VIEWED | COUNTED | INDIRECT | POINTERS;

  private Header() {}

  /// Returns the lower 40 bits of the header of a live object.
  public static long live(int type, Kind kind, int sizeClass, long flags) {
    return (long) type << TYPE_SHIFT
        | (long) sizeClass << CLASS_SHIFT
        | flags
        | (long) kind.code() << KIND_SHIFT
        | LIVE;
  }

  public static int state(long header) {
    return (int) header & STATE_MASK;
  }

  /// Returns the header with another state.
  public static long withState(long header, int state) {
    return (header & ~STATE_MASK) | state;
  }

  /// Returns the header of the block once its live or destroyed object is gone: the next
  /// generation, without flags.
  public static long freed(long header, int state) {
    return withState(header & ~FLAGS, state) + Reference.ONE_GENERATION;
  }

  /// Returns the header of a block that is kept once its object is gone, because segments over it
  /// exist: the next generation, and what is needed to free it.
  public static long detained(long header) {
    return Reference.next(withState(header, DETAINED));
  }

  /// Returns the lower bits of the header of a freed block, from those of its live object.
  public static long freedBits(long live) {
    return (live & ~(FLAGS | STATE_MASK)) | FREE;
  }

  public static Kind kind(long header) {
    return Kind.of((int) header >>> KIND_SHIFT & KIND_MASK);
  }

  /// Returns the header with another kind.
  public static long withKind(long header, Kind kind) {
    return (header & ~((long) KIND_MASK << KIND_SHIFT)) | ((long) kind.code() << KIND_SHIFT);
  }

  public static int type(long header) {
    return (int) (header >>> TYPE_SHIFT) & TYPE_MASK;
  }

  /// Returns the header with another type.
  public static long withType(long header, int type) {
    return (header & ~((long) TYPE_MASK << TYPE_SHIFT)) | ((long) type << TYPE_SHIFT);
  }

  /// Returns the size class of the block, one of [SizeClasses]' classes of objects.
  public static int sizeClass(long header) {
    return (int) header >>> CLASS_SHIFT & CLASS_MASK;
  }

  public static boolean has(long header, long flag) {
    return (header & flag) != 0;
  }

  /// Returns whether the header is that of the reference's object, live, and such that the object
  /// is gone with its block.
  public static boolean isPlain(long header, long reference) {
    return ((header ^ ((reference & Reference.GENERATION_MASK) | TRIVIAL | LIVE)) & PLAIN_MASK)
        == 0;
  }

  /// Returns whether the header is that of the reference's object, live or being destroyed.
  public static boolean isOf(long header, long reference) {
    return (header ^ reference) >>> Reference.GENERATION_SHIFT == 0;
  }
}
