// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// Segments over objects, and what becomes of an object's memory while there are any.
///
/// A segment checks no generation: only that its arena is open. So the memory that it shows must
/// not serve anything else before the arena is closed. The header of an object with a segment says
/// so ([Header#VIEWED]), which takes its delete off the fast path; when the object is gone, its
/// block is *detained*: of the next generation, but in no free list.
///
/// ```
///   live ──open──▶ live, viewed ──delete──▶ detained ──last arena closed──▶ free
///                      │ ▲
///                      └─┘ arenas closed: the flag stays, and costs a slower delete
/// ```
///
/// Who counts what: `VIEWS` has an entry for each block with open segments. Opening adds to the
/// entry before it sets the flag; deleting looks at the entry after it has seen the flag; closing
/// takes from the entry, and frees the block if it was detained. The map's lock on the entry orders
/// the last two. An owner's plain delete that races with opening may overwrite the flag: that is a
/// data race of the program, whose segment may show the next object; the opener notices in almost
/// all cases, since it looks at the generation last. The entry only ever keeps memory longer, so
/// the allocator is not harmed.
///
/// When a store is closed, blocks that are viewed or detained are retired; raw blocks with the
/// payload of such objects are pinned: see [#pinnedBlocks(FreeStore)].
final class Views {
  /// By the address of the block.
  private static final Map<Long, View> VIEWS = new ConcurrentHashMap<>();

  private Views() {}

  /// The open segments over one block. Guarded by the map's lock on its entry.
  private static final class View {
    private int segments = 1;

    /// The reference and the header of the block once it is detained; else 0.
    private long reference;

    private long header;

    /// The closed store that keeps a raw block for the segments, if one does.
    private @Nullable FreeStore pinning;

    private long pinnedBlock;

    View opened() {
      segments++;
      return this;
    }
  }

  /// Returns a segment over an object, or a part of it, that lives as long as an arena.
  static MemorySegment of(StoreObject object, long address, long byteSize, Arena arena) {
    long block = Reference.address(object.reference);
    VIEWS.compute(block, (key, view) -> view == null ? new View() : view.opened());
    MemorySegment segment;
    try {
      mark(object, block);
      segment = Memory.segment(address, byteSize, arena, () -> closed(block));
    } catch (Throwable failure) {
      closed(block);
      throw failure;
    }
    if (Reference.isStale(object.reference)) {
      throw Misuses.staleRead(object, 0, byteSize);
    }
    return segment;
  }

  private static void mark(StoreObject object, long block) {
    long header = Memory.getLongVolatile(block);
    while (!Header.has(header, Header.VIEWED)) {
      if (!Header.isOf(header, object.reference)) {
        throw Misuses.staleRead(object, 0, 0);
      }
      Memory.compareAndSetLong(block, header, header | Header.VIEWED);
      header = Memory.getLongVolatile(block);
    }
    if (!Header.isOf(header, object.reference)) {
      throw Misuses.staleRead(object, 0, 0);
    }
  }

  /// Returns whether there are segments over the block.
  static boolean isOpen(long reference) {
    return VIEWS.containsKey(Reference.address(reference));
  }

  /// Ends the life of a viewed object that the caller has claimed, and keeps its memory as long as
  /// there are segments over it.
  ///
  /// @param header the object's
  static void detain(long reference, long header) {
    long block = Reference.address(reference);
    long detained = Header.detained(header);
    View kept =
        VIEWS.computeIfPresent(
            block,
            (key, view) -> {
              view.reference = Reference.next(reference);
              view.header = detained;
              Memory.putLongRelease(block, detained);
              return view;
            });
    if (kept == null) {
      ObjectMemory.free(reference, header);
    }
  }

  private static void closed(long block) {
    View[] last = new View[1];
    VIEWS.computeIfPresent(
        block,
        (key, view) -> {
          last[0] = --view.segments == 0 ? view : null;
          return last[0] == null ? view : null;
        });
    if (last[0] != null) {
      release(last[0]);
    }
  }

  /// A store that was closed meanwhile has retired the block.
  private static void release(View view) {
    if (view.pinning != null) {
      view.pinning.releasePinned(view.pinnedBlock);
    } else if (view.header != 0) {
      ObjectMemory.free(view.reference, view.header);
    }
  }

  /// Returns the raw blocks of a store, which is about to be closed, that segments show. From now
  /// on they are the store's to give back: see [FreeStore#releasePinned(long)].
  static Set<Long> pinnedBlocks(FreeStore store) {
    Set<Long> pinned = new TreeSet<>();
    for (long block : VIEWS.keySet()) {
      VIEWS.computeIfPresent(
          block,
          (key, view) -> {
            long raw = rawBlockOf(block, store);
            if (raw != 0) {
              view.pinning = store;
              view.pinnedBlock = raw;
              pinned.add(raw);
            }
            return view;
          });
    }
    return pinned;
  }

  private static long rawBlockOf(long block, FreeStore store) {
    long header = Memory.getLongVolatile(block);
    boolean indirect = Header.has(header, Header.VIEWED) && Header.has(header, Header.INDIRECT);
    if (!indirect || FreeStore.ofObjectOrNull(Reference.of(block, 0)) != store) {
      return 0;
    }
    return Memory.getLong(block + ObjectMemory.PAYLOAD);
  }
}
