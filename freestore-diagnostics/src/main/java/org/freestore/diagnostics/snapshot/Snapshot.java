// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.freestore.FreeStore;

/// The stores of a process at one moment: their figures, slabs, live blocks with type, size and
/// site, and who points to whom.
///
/// ```java
/// Snapshot before = Snapshot.take();
/// ...
/// Snapshot after = Snapshot.take();
/// System.out.println(SnapshotDiff.of(before, after));
/// after.save(Path.of("after.fsnap"));
/// ```
///
/// The moment is as long as the walk takes: threads go on, and what they create or delete meanwhile
/// is in the snapshot or not. What is live from beginning to end is in it exactly once.
///
/// Immutable, for any threads. Takes some 40 bytes of the Java heap a block, 12 more a large
/// payload, and 8 a pointer.
public final class Snapshot {
  private final Origin origin;
  private final List<StoreSnapshot> stores;
  private final Blocks blocks;
  private final Pointers pointers;
  private final List<Allocated> allocated;

  /// Where a snapshot comes from.
  ///
  /// @param takenAt when
  /// @param pid the process
  /// @param startedAt when the process began: in containers, many have one identifier
  /// @param program its main class or jar
  /// @param nanos how long it took, in nanoseconds
  /// @param pointersFollowed whether it was looked who points to whom
  public record Origin(
      Instant takenAt,
      long pid,
      Instant startedAt,
      String program,
      long nanos,
      boolean pointersFollowed) {

    /// Returns whether both are of one run of one program.
    public boolean isOfSameProcessAs(Origin other) {
      return pid == other.pid && startedAt.equals(other.startedAt) && program.equals(other.program);
    }

    /// Returns which process it is of, and when it was taken.
    public String words() {
      return program + " pid=" + pid + " at=" + takenAt;
    }
  }

  Snapshot(
      Origin origin,
      List<StoreSnapshot> stores,
      Blocks blocks,
      Pointers pointers,
      List<Allocated> allocated) {
    this.origin = origin;
    this.stores = List.copyOf(stores);
    this.blocks = blocks;
    this.pointers = pointers;
    this.allocated = List.copyOf(allocated);
  }

  /// Takes a snapshot of all open stores of this process, while it runs.
  ///
  /// @throws OutOfMemoryError if the Java heap has no room for it
  public static Snapshot take() {
    return SnapshotTaking.takeAll(true);
  }

  /// Takes a snapshot of one store. Pointers from other stores are not seen: what only they lead to
  /// looks lost.
  public static Snapshot of(FreeStore store) {
    return SnapshotTaking.take(store);
  }

  /// Takes a snapshot of all open stores without looking who points to whom: in about half the
  /// time, for counts and comparisons, not for telling direct from indirect leaks.
  public static Snapshot takeWithoutPointers() {
    return SnapshotTaking.takeAll(false);
  }

  /// Reads a saved snapshot.
  ///
  /// @throws SnapshotFormatException if the file is no snapshot, truncated, damaged, or of a
  ///   version that this one cannot read
  /// @throws java.io.UncheckedIOException if it cannot be read
  public static Snapshot load(Path file) {
    return SnapshotFile.load(file);
  }

  /// Writes it to a file, by convention `*.fsnap`; an existing file is replaced.
  ///
  /// @throws java.io.UncheckedIOException if it cannot be written
  public void save(Path file) {
    SnapshotFile.save(this, file);
  }

  /// Returns where it comes from.
  public Origin origin() {
    return origin;
  }

  /// Returns when it was taken.
  public Instant takenAt() {
    return origin.takenAt();
  }

  /// Returns the stores, in the order in which they were opened.
  public List<StoreSnapshot> stores() {
    return stores;
  }

  /// Returns the live blocks of all stores; [StoreSnapshot#from()] and [StoreSnapshot#to()] say
  /// which are whose.
  public Blocks blocks() {
    return blocks;
  }

  /// Returns who points to whom; nobody to anybody, if that was not [looked
  /// for][Origin#pointersFollowed()].
  public Pointers pointers() {
    return pointers;
  }

  /// Returns how much was allocated where since the process began, estimated from the allocations
  /// that were sampled; nothing of stores that record all sites.
  public List<Allocated> allocated() {
    return allocated;
  }

  /// Returns the store that a block belongs to.
  public StoreSnapshot storeOf(int block) {
    int low = 0;
    int high = stores.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (block < stores.get(middle).to()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return stores.get(low);
  }

  @Override
  public String toString() {
    return "Snapshot[program="
        + origin.program()
        + " pid="
        + origin.pid()
        + " takenAt="
        + origin.takenAt()
        + " stores="
        + stores.size()
        + " blocks="
        + blocks.count()
        + "]";
  }
}
