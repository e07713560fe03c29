// SPDX-License-Identifier: Apache-2.0
package org.freestore.slab;

import org.freestore.memory.Memory;

/// The state of a block: one byte in its slab's side table.
///
/// ```
///            refill            malloc
///   FREE ─────────────▶ CACHED ──────▶ LIVE ──── free by another thread ──▶ REMOTE
///     ▲                   │  ▲           │                                     │
///     ├───── flush ───────┘  └── free ───┘                                     │
///     └─────────────────────────── collect ────────────────────────────────────┘
/// ```
///
/// A block of its own byte, so that the owner's plain stores never touch a neighbour's state. The
/// owner moves a block between `CACHED` and `LIVE` by plain stores; another thread claims a `LIVE`
/// block by compare-and-set of the word that holds the byte. The two may race only when two threads
/// free one block, which is an error in the program: then the owner's store wins, the claim is
/// overwritten, and the claim's hold on the slab, never answered by a `REMOTE` block, gives it away
/// (see [Slab]).
///
/// A block that the library has for something of its own (the payload of a large object, the chunk
/// of a resource) is `PAYLOAD`, `CHUNK` or `FRONTED` while it has: live, but not to be freed by its
/// address. Only the library moves it there from `LIVE` and back. `SAMPLED` is a bit beside these:
/// where the block was allocated is recorded, until a free, which takes the slow path, ends the
/// record.
///
/// Virtual threads take turns at a stripe. Who holds it claims what it frees, too, so that of two
/// frees of one block, neither by an owner, exactly one succeeds.
public final class BlockState {
  public static final byte FREE = 0;
  public static final byte CACHED = 1;
  public static final byte LIVE = 2;
  public static final byte REMOTE = 3;

  /// Of an object's block whose generations are used up: it counts as used for good.
  public static final byte RETIRED = 4;

  /// Of a raw block that is part of an object: shown with it, and freed with it.
  public static final byte PAYLOAD = 5;

  /// Of a raw block that memory is cut from, and which is freed by what cuts it.
  public static final byte CHUNK = 6;

  /// Of a chunk whose start is nobody's: what is cut from it begins behind. Who frees that address
  /// has it from a block that was freed before.
  public static final byte FRONTED = 7;

  /// Beside one of the states that are handed out: where the block was allocated is recorded.
  public static final byte SAMPLED = 8;

  /// One more than the highest state.
  public static final int COUNT = 16;

  /// Fills a side table beyond its last block.
  static final byte PADDING = (byte) 0xff;

  private BlockState() {}

  /// Claims a `LIVE` block for freeing, from a thread that does not own it.
  ///
  /// @return false if the block was not `LIVE`: somebody else freed it
  public static boolean claim(long state) {
    return claim(state, REMOTE);
  }

  /// Claims a `LIVE` block for freeing, from a thread that owns it only for the moment: the holder
  /// of a stripe, whom another thread that frees the block may have found holding it.
  ///
  /// @return false if the block was not `LIVE`: somebody else freed it
  public static boolean claimAsHolder(long state) {
    return claim(state, CACHED);
  }

  private static boolean claim(long state, byte claimedState) {
    return change(state, LIVE, claimedState, 0);
  }

  /// Takes a `LIVE` block for something of the library's own.
  ///
  /// @param as `PAYLOAD`, `CHUNK` or `FRONTED`
  /// @return false, with nothing changed, if it was not `LIVE`: somebody freed it
  public static boolean own(long state, byte as) {
    return change(state, LIVE, as, SAMPLED);
  }

  /// Makes a block `LIVE` again that the library had.
  ///
  /// @return false, with nothing changed, if it had not
  public static boolean disown(long state) {
    return change(state, PAYLOAD, LIVE, SAMPLED)
        || change(state, CHUNK, LIVE, SAMPLED)
        || change(state, FRONTED, LIVE, SAMPLED);
  }

  /// Returns whether a block is handed out, to the program or to something of the library's own.
  public static boolean isHandedOut(byte state) {
    byte plain = plain(state);
    return plain == LIVE || plain == PAYLOAD || plain == CHUNK || plain == FRONTED;
  }

  /// Returns whether a block is the program's, to free.
  public static boolean isLive(byte state) {
    return plain(state) == LIVE;
  }

  /// Returns whether a block is handed out, and where it was allocated is recorded.
  public static boolean isSampled(byte state) {
    return isHandedOut(state) && (state & SAMPLED) != 0;
  }

  /// Returns a state without [#SAMPLED].
  public static byte plain(byte state) {
    return (byte) (state & ~SAMPLED);
  }

  /// Tells the owner that an object was deleted, after its header was claimed. Where the owner's
  /// own delete of the same object overwrote the claim, the block may be free by now, which it
  /// stays.
  public static void markRemote(long state) {
    change(state, CACHED, REMOTE, 0);
  }

  /// @param kept which bit of the old state stays
  private static boolean change(long state, byte from, byte to, int kept) {
    long word = state & ~3L;
    int shift = byteShift(state);
    while (true) {
      int seen = Memory.getIntVolatile(word);
      byte now = (byte) (seen >>> shift);
      if (plain(now) != from) {
        return false;
      }
      int changed = (seen & ~(0xff << shift)) | ((to | (now & kept)) << shift);
      if (Memory.compareAndSetInt(word, seen, changed)) {
        return true;
      }
    }
  }

  private static int byteShift(long state) {
    return Memory.bitShiftOfByteInInt(state);
  }

  /// Returns the word for people.
  public static String name(byte state) {
    return switch (plain(state)) {
      case FREE -> "free";
      case CACHED -> "cached";
      case LIVE -> "live";
      case REMOTE -> "remote-freed";
      case RETIRED -> "retired";
      case PAYLOAD -> "part of an object";
      case CHUNK -> "chunk of a resource";
      case FRONTED -> "segment of a scope";
      default -> "state " + state;
    };
  }
}
