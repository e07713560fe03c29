// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What makes a buffer valid: the part of it that is used again.
///
/// A Java reference has no room for a generation, so a recycled buffer object cannot tell its old
/// holder from its new one. Here the object that the program holds is never used again. It is
/// small, and valid during one *term* of a lease; the lease is recycled, and counts its terms.
///
/// ```text
///  word of a lease   │ term (32 bits) │ reference count (32) │    count 0: idle, nobody has this term yet
///  a buffer          │ lease │ its term │ address │ ...
/// ```
///
/// The last release moves the term on in the same compare-and-set that takes the count to 0. So an
/// old buffer meets a foreign term, for ever; of two racing releases exactly one is the last. A
/// lease whose terms are used up is not recycled.
///
/// An allocator that recycles buffer objects, too, keeps each with its [RecyclingLease].
///
/// | field | written | read |
/// |---|---|---|
/// | `word` | by compare-and-set while live, plainly by the one who has the idle lease | by all |
/// | `address`, `capacity`, `history` | by the one who has the idle lease, and by the buffer's `capacity(int)` | for lists and figures, which may be a moment late |
/// | `view` | while live, by the one who uses it; cleared with the term | the same |
/// | `number` | once, by whoever made it | by the one whose term ends |
/// | `home` | by the one who has the idle lease | by all; an old one will do |
class Lease {
  private static final VarHandle WORD;

  /// The one before the first would begin again.
  static final int LAST_TERM = -2;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(Lease.class, "word", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Where it goes when its term ends, if it ends on the thread that has these: those that it was
  /// taken from. On other threads it goes to theirs.
  IdleLeases home;

  @SuppressWarnings("UnusedVariable") // through the VarHandle
  private long word;

  /// In the [LeaseTable].
  int number;

  long address;
  int capacity;

  /// Of the current term, where it is recorded.
  @Nullable History history;

  /// The current term's view for the network and files, made at the first need.
  @Nullable ByteBuffer view;

  /// @param term the one before its first
  Lease(IdleLeases home, int term) {
    this.home = home;
    WORD.set(this, wordOf(term, 0));
  }

  private static long wordOf(int term, int count) {
    return (long) term << Integer.SIZE | count;
  }

  static int termOf(long word) {
    return (int) (word >>> Integer.SIZE);
  }

  static int countOf(long word) {
    return (int) word;
  }

  FreeStoreByteBufAllocator allocator() {
    return home.allocator;
  }

  boolean isDirect() {
    return home.direct;
  }

  /// Begins a term with a count of 1. The caller has taken the lease from where idle ones are.
  ///
  /// @return the term
  int begin(long address, int capacity) {
    this.address = address;
    this.capacity = capacity;
    long live = (long) WORD.get(this) + 1;
    WORD.setRelease(this, live);
    return termOf(live);
  }

  /// Returns the word as it is now. Not ordered with other reads: a buffer that is used while it is
  /// released is a race in any case, but a thread that waits for the release sees it.
  long word() {
    return (long) WORD.getOpaque(this);
  }

  /// Returns how often a buffer is held, 0 if its term is over.
  int count(int term) {
    long now = word();
    return termOf(now) == term ? countOf(now) : 0;
  }

  /// Adds to the count.
  ///
  /// @return the count before, or 0, with nothing changed, if the term is over; the negative count,
  ///   with nothing changed, if it would no longer fit
  int retain(int term, int increment) {
    while (true) {
      long now = (long) WORD.getVolatile(this);
      if (termOf(now) != term) {
        return 0;
      }
      int count = countOf(now);
      if (count > Integer.MAX_VALUE - increment) {
        return -count;
      }
      if (WORD.compareAndSet(this, now, now + increment)) {
        return count;
      }
    }
  }

  /// Ends the term, if it has a count of 1: the last release as it usually is.
  boolean endTerm(int term) {
    return WORD.compareAndSet(this, wordOf(term, 1), wordOf(term + 1, 0));
  }

  /// Takes from the count, and ends the term where nothing is left.
  ///
  /// @return what is left; -1 if the term is over; less if more would be taken than there is: the
  ///   negative count minus 1. In both cases nothing is changed
  int release(int term, int decrement) {
    while (true) {
      long now = (long) WORD.getVolatile(this);
      if (termOf(now) != term) {
        return -1;
      }
      int left = countOf(now) - decrement;
      if (left < 0) {
        return -1 - countOf(now);
      }
      long next = left == 0 ? wordOf(term + 1, 0) : now - decrement;
      if (WORD.compareAndSet(this, now, next)) {
        return left;
      }
    }
  }

  /// Returns whether a lease whose term this was is used up.
  static boolean isLast(int term) {
    return term == LAST_TERM;
  }
}
