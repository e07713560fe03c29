// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;
import org.freestore.object.VacantSlabs;
import org.freestore.region.Region;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.slab.Slab;
import org.freestore.slab.SlabList;
import org.freestore.slab.SlabWord;
import org.jspecify.annotations.Nullable;

/// One thread's slabs and magazines.
///
/// [FastPath] allocates and frees by plain loads and stores on what only this thread touches;
/// everything else is [HeapSlowPath].
///
/// | what | who touches it | guard |
/// |---|---|---|
/// | magazines | the owning thread (of a stripe: who holds it) | none needed |
/// | slabs: lists, counts, `FREE` states | the owner's slow path; others for it | `lock` |
/// | states `LIVE`, `CACHED` of own blocks; headers | the owning thread | none needed |
/// | pending slabs | any thread | compare-and-set |
///
/// A heap whose thread has ended is taken over whole by the next thread that needs one; then
/// nothing moves.
public final class Heap implements SlabOwner {
  /// The most that one magazine may come to hold.
  public static final int MOST_CACHED_BYTES = 1 << 20;

  private static final long EASY_BYTES_PER_SLAB = 4 << 10;
  private static final int MOST_EASY_BYTES = 64 << 10;

  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(Heap.class, "busy", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final int id;
  final Object store;
  final Region region;
  final Owners owners;
  final Budget budget;
  final int mostCachedBytes;
  final VacantSlabs vacantSlabs;
  final Sampling sampling;
  final Magazine[] magazines = new Magazine[SizeClasses.TOTAL_COUNT];

  /// How many slabs each class has.
  final int[] slabCounts = new int[SizeClasses.TOTAL_COUNT];

  /// An empty slab of each class that was kept to refill from, if one was: see [Retirement].
  final long[] keptEmpty = new long[SizeClasses.TOTAL_COUNT];

  /// Whether there are empty slabs beside those.
  boolean keepsMoreEmpty;

  /// How much of a coarse class's refills each class has caused, in bytes: see [Routing].
  final int[] refilledBytes = new int[SizeClasses.TOTAL_COUNT];

  final ReentrantLock lock = new ReentrantLock();
  final SlabList available;
  final SlabList full;
  final PendingSlabs pending = new PendingSlabs();

  /// The thread whose heap this is; null for a stripe, for nobody's heap and for one whose store is
  /// closed.
  private @Nullable Thread owner;

  /// What [HeapTable] finds it by; 0 where no thread owns it.
  public long key;

  /// The open scopes of its thread.
  public final ScopeStack scopes = new ScopeStack();

  /// A slab whose holds outlive their threads' patience: see [Collection].
  long suspectSlab;

  int suspectHolds;
  long racingFrees;
  long trimmedAtMillis;
  int skippedTicks;

  /// Whether virtual threads share the heap; then whoever made `busy` 1 owns the magazines.
  boolean stripe;

  /// Whether the magazines of an ended thread have been emptied.
  boolean reaped;

  @SuppressWarnings("unused") // through BUSY
  private volatile int busy;

  long suspectSinceMillis;
  private final long keyBase;

  /// @param mostCachedBytes the most that one magazine may come to hold
  /// @param keyBase the store's, for its heaps' keys; 0 keeps the heap off the fast paths
  /// @param sampling the heap's own
  public Heap(
      int id,
      Object store,
      long keyBase,
      Region region,
      VacantSlabs vacantSlabs,
      Owners owners,
      Budget budget,
      int mostCachedBytes,
      Sampling sampling) {
    this.id = id;
    this.keyBase = keyBase;
    this.store = store;
    this.region = region;
    this.vacantSlabs = vacantSlabs;
    this.owners = owners;
    this.budget = budget;
    this.mostCachedBytes = mostCachedBytes;
    this.sampling = sampling;
    this.available = new SlabList(region, 1);
    this.full = new SlabList(region, 2);
    Routing.begin(this);
  }

  @Override
  public Object store() {
    return store;
  }

  /// Returns how many bytes of a class may be moved, or cached, without proof that they are needed:
  /// the more of the class the thread has, the less they matter.
  int easyBytes(int sizeClass) {
    return Math.clamp(
        slabCounts[sizeClass] * EASY_BYTES_PER_SLAB, (int) EASY_BYTES_PER_SLAB, MOST_EASY_BYTES);
  }

  /// Returns how many frees lost a race against the owner's free of the same block.
  public long racingFrees() {
    return racingFrees;
  }

  /// Takes possession of a stripe.
  ///
  /// @return false if another thread has it
  public boolean tryAcquire() {
    return busy == 0 && BUSY.compareAndSet(this, 0, 1);
  }

  /// Lets go of a stripe.
  public void release() {
    BUSY.setRelease(this, 0);
  }

  /// Returns whether the heap is shared by virtual threads, one at a time.
  public boolean isStripe() {
    return owner == null && stripe;
  }

  /// Makes the heap nobody's, because its store is closed. Scopes that are still open may ask it
  /// for blocks: it has none.
  public void disown() {
    changeOwner(null);
    stripe = false;
    for (Magazine magazine : magazines) {
      MagazineTable.remove(SlabWord.magazineSlot(id, magazine.sizeClass));
      magazine.forgetAll();
    }
  }

  /// Returns how many blocks of a class lie in the magazine: exact for the owner, a glance for
  /// others.
  public int cachedBlocks(int sizeClass) {
    Magazine magazine = magazines[sizeClass];
    return magazine.sizeClass == sizeClass ? magazine.blocks() : 0;
  }

  public int id() {
    return id;
  }

  /// Returns how many slabs the heap has: a glance.
  int slabCount() {
    int count = 0;
    for (int slabs : slabCounts) {
      count += slabs;
    }
    return count;
  }

  /// Returns the lock that guards the heap's slabs.
  public ReentrantLock lock() {
    return lock;
  }

  /// Returns whether the owning thread has ended, so that whoever holds the lock owns the
  /// magazines.
  boolean isOrphan() {
    Thread thread = owner;
    return thread != null && !thread.isAlive();
  }

  /// Returns whose the heap is, for people.
  public String ownerWords() {
    Thread thread = owner;
    return isStripe()
        ? "stripe"
        : thread == null || !thread.isAlive() ? "ended thread" : thread.getName();
  }

  /// Returns whether the heap is the given thread's.
  public boolean isOwnedBy(Thread thread) {
    return owner == thread;
  }

  /// Returns the owning thread, or null.
  @Nullable Thread owner() {
    return owner;
  }

  /// Makes the heap a thread's, or nobody's.
  void changeOwner(@Nullable Thread thread) {
    owner = thread;
    key = thread == null || keyBase == 0 ? 0 : keyBase + thread.threadId();
    for (Magazine magazine : magazines) {
      magazine.key = key;
      magazine.owner = keyBase == 0 ? null : thread;
    }
  }

  /// Returns a block of a class, or 0 where the magazine is empty. Called by the owner of the
  /// magazines.
  public long pop(int sizeClass) {
    return magazines[sizeClass].pop();
  }

  /// Makes an object of a block of a magazine; returns its reference, or 0 where the magazine is
  /// empty. Called by the owner of the magazines.
  ///
  /// @param live the lower bits of its header
  public long popObject(long live) {
    return magazines[Header.sizeClass(live)].popObject(live);
  }

  /// Returns whether a slab is on the list its free blocks put it on. Called under the lock.
  public boolean listsRightly(long slab) {
    return Slab.free(slab) == 0 ? full.contains(slab) : available.contains(slab);
  }

  /// Returns what is wrong with the first wrong entry of a magazine, or null. Called by the owner
  /// of the magazines.
  public @Nullable String firstWrongMagazineEntry() {
    for (int sizeClass = 0; sizeClass < magazines.length; sizeClass++) {
      Magazine magazine = magazines[sizeClass];
      for (int block = 0; block < cachedBlocks(sizeClass); block++) {
        long entry = magazine.stock[magazine.entry(block)];
        boolean object = SizeClasses.isOfObjects(sizeClass);
        if (object ? !isCachedObject(entry, sizeClass) : !isCached(magazine, block)) {
          return "magazine holds a block that is not cached: address=0x"
              + Long.toHexString(object ? Reference.address(entry) : entry)
              + " blockBytes="
              + SizeClasses.blockBytes(sizeClass);
        }
      }
    }
    return null;
  }

  private boolean isCached(Magazine magazine, int block) {
    long address = magazine.stock[2 * block];
    long state = magazine.stock[2 * block + 1];
    return isCached(address, magazine.sizeClass, BlockState.CACHED)
        && state == Slab.stateAddress(region, Slab.word(region, address), address);
  }

  private boolean isCachedObject(long reference, int sizeClass) {
    long header = Reference.header(reference);
    return isCached(Reference.address(reference), sizeClass, BlockState.REMOTE)
        && Header.isOf(header, reference)
        && Header.state(header) == Header.FREE;
  }

  /// @param orState what else the side table may say: of objects, that of a claim that was lost
  private boolean isCached(long address, int sizeClass, byte orState) {
    long word = Slab.word(region, address);
    long state = Slab.stateAddress(region, word, address);
    return SlabWord.owner(word) == id
        && SlabWord.sizeClass(word) == sizeClass
        && state != 0
        && (Memory.getByte(state) == BlockState.CACHED || Memory.getByte(state) == orState);
  }
}
