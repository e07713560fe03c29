// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.FreeStore;
import org.freestore.Protection;
import org.jspecify.annotations.Nullable;

/// Allocates Netty's buffers: direct ones as blocks of a [FreeStore], heap ones as pooled arrays.
///
/// ```java
/// new ServerBootstrap()
///     .option(ChannelOption.ALLOCATOR, FreeStoreByteBufAllocator.DEFAULT)
///     .childOption(ChannelOption.ALLOCATOR, FreeStoreByteBufAllocator.DEFAULT)
/// ```
///
/// **Misuse.** A released buffer stays released: whatever became of its memory, every access
/// through it, through its slices and duplicates included, ends in a [UseAfterReleaseException], a
/// second release in a [DoubleReleaseException]. No buffer object is ever used for a second
/// allocation. An access that runs while another thread releases the buffer is a race: it may still
/// read or write the old memory, which stays mapped. What leaves the buffer is not watched: a
/// `memoryAddress()`, an `array()`, a `nioBuffer()`.
///
/// **Leaks.** [#liveBuffers()] lists what was not released, exactly and at once; where each was
/// allocated if the store's [Protection] is raised. `FreeStore.leaks()` counts the blocks of direct
/// buffers. Netty's own leak detector has nothing to do here and is not asked.
///
/// **Garbage.** A buffer object has 56 bytes; where the compiler sees allocation and release
/// together it makes none. Everything else is recycled. Slices, duplicates and NIO views are new
/// objects, as in Netty.
///
/// **Threads.** As any Netty allocator and its buffers. Buffers may be released by any thread.
///
/// @apiNote Exhausted memory is an [org.freestore.OutOfFreeStoreException], not an
///   `OutOfMemoryError`.
public final class FreeStoreByteBufAllocator extends AbstractByteBufAllocator
    implements ByteBufAllocatorMetricProvider {

  static {
    FreeStore.addAdapters(FreeStoreByteBufAllocator.class, ByteBuf.class, ReferenceCountUtil.class);
  }

  /// How many buffers a thread releases before it uses the object of the first again.
  static final int QUARANTINE = ThreadCache.BATCH - 1;

  /// Over [FreeStore#global()]; its `buffer()` is direct where Netty's own would be.
  public static final FreeStoreByteBufAllocator DEFAULT =
      new FreeStoreByteBufAllocator(FreeStore.global(), true, recyclesByProperty());

  private static final String RECYCLE = "freestore.netty.recycle";

  private final FreeStore store;
  private final boolean recordsHistory;
  private final boolean recyclesBuffers;

  /// Whether it does neither.
  private final boolean isPlain;

  private final ThreadCaches caches;
  private final Depot depot;
  private final LeaseTable table = new LeaseTable();
  private final ByteBufAllocatorMetric metric = new Metric();

  /// Makes an allocator that prefers direct buffers and does not recycle buffer objects.
  ///
  /// @param store of the blocks of direct buffers. To be closed after the last buffer is released;
  ///   a buffer of a closed store cannot be released any more
  public FreeStoreByteBufAllocator(FreeStore store) {
    this(store, true, false);
  }

  /// Makes an allocator.
  ///
  /// @param store as above
  /// @param preferDirect whether `buffer()` returns a direct buffer; it never does where Netty
  ///   thinks that it cannot free direct memory
  /// @param recycleBuffers whether buffer objects are used again: see above. Without effect where
  ///   the store records sites
  public FreeStoreByteBufAllocator(FreeStore store, boolean preferDirect, boolean recycleBuffers) {
    super(preferDirect);
    this.store = Objects.requireNonNull(store, "store");
    this.recordsHistory = store.options().protection() != Protection.STANDARD;
    this.recyclesBuffers = recycleBuffers && !recordsHistory;
    this.isPlain = !recordsHistory && !recyclesBuffers;
    int quarantine = recyclesBuffers ? QUARANTINE : 0;
    this.caches = new ThreadCaches(this, quarantine);
    this.depot = new Depot(this, quarantine);
  }

  /// What has no other meaning is taken for the default, but not without a word.
  private static boolean recyclesByProperty() {
    String value = System.getProperty(RECYCLE, "false");
    if (!value.equals("true") && !value.equals("false")) {
      System.err.println(
          "freestore: system property has a wrong value, and no effect: -D"
              + RECYCLE
              + "="
              + value
              + " allowed=true, false");
    }
    return value.equals("true");
  }

  /// Returns the store that the blocks of direct buffers come from.
  public FreeStore store() {
    return store;
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    Lease lease = takeLease(caches.find().direct);
    long address = allocate(initialCapacity, lease);
    int term = lease.begin(address, initialCapacity);
    return isPlain
        ? new DirectByteBuf(lease, term, address, initialCapacity, maxCapacity)
        : newDirectBuffer(lease, term, address, initialCapacity, maxCapacity);
  }

  /// Allocates the block of a lease, which has been taken before since it takes longer to come.
  private long allocate(int byteSize, Lease lease) {
    try {
      return store.malloc(byteSize);
    } catch (Throwable refused) {
      takeBack(true, lease.number);
      throw refused;
    }
  }

  private ByteBuf newDirectBuffer(
      Lease lease, int term, long address, int initialCapacity, int maxCapacity) {
    if (recycled(lease) instanceof DirectByteBuf again) {
      return again.renew(term, address, initialCapacity, maxCapacity);
    }
    return kept(new DirectByteBuf(lease, term, address, initialCapacity, maxCapacity));
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    byte[] array = takeArray(initialCapacity);
    Lease lease = takeLease(caches.find().heap);
    int term = lease.begin(0, initialCapacity);
    return isPlain
        ? new HeapByteBuf(lease, term, array, initialCapacity, maxCapacity)
        : newHeapBuffer(lease, term, array, initialCapacity, maxCapacity);
  }

  private ByteBuf newHeapBuffer(
      Lease lease, int term, byte[] array, int initialCapacity, int maxCapacity) {
    if (recycled(lease) instanceof HeapByteBuf again) {
      return again.renew(term, array, initialCapacity, maxCapacity);
    }
    return kept(new HeapByteBuf(lease, term, array, initialCapacity, maxCapacity));
  }

  /// Returns the buffer of a lease's earlier terms, if it was kept.
  private static @Nullable ByteBuf recycled(Lease lease) {
    return lease instanceof RecyclingLease recycling ? recycling.buffer : null;
  }

  /// Keeps a new buffer for the later terms of its lease, or records who allocates it.
  private ByteBuf kept(LeasedByteBuf buffer) {
    if (buffer.lease instanceof RecyclingLease recycling) {
      recycling.buffer = buffer;
    }
    if (recordsHistory) {
      buffer.record();
    }
    return buffer;
  }

  /// @param own the calling thread's
  private Lease takeLease(IdleLeases own) {
    int number = own.pop();
    if (number < 0) {
      return takeLeaseSlowly(own);
    }
    Lease lease = table.get(number);
    if (lease.home != own) {
      lease.home = own;
    }
    return lease;
  }

  private Lease takeLeaseSlowly(IdleLeases own) {
    int number = takeSharedLease(own);
    if (number < 0) {
      caches.reclaim(depot);
      number = takeSharedLease(own);
    }
    if (number < 0) {
      return newLease(own, 0);
    }
    Lease lease = table.get(number);
    lease.home = own;
    return lease;
  }

  private int takeSharedLease(IdleLeases own) {
    if (own.isNobodys() || recyclesBuffers) {
      return depot.takeLease(own.direct);
    }
    depot.giveBatch(own);
    return own.pop();
  }

  /// Makes a lease that belongs to the caller.
  ///
  /// @param term the one before its first
  Lease newLease(IdleLeases home, int term) {
    Lease lease = recyclesBuffers ? new RecyclingLease(home, term) : new Lease(home, term);
    table.enter(lease);
    return lease;
  }

  /// Takes a lease that is used up off the list.
  void forget(int number) {
    table.remove(number);
  }

  /// Takes a lease back that its home does not: that is another thread's, or full.
  void takeBack(boolean direct, int number) {
    IdleLeases own = caches.find().leases(direct);
    if (own.push(number)) {
      return;
    }
    if (own.isNobodys()) {
      depot.add(direct, number);
    } else {
      depot.take(own, ThreadCache.BATCH);
      own.push(number);
    }
  }

  /// Returns an array of at least so many bytes, with anything in it.
  byte[] takeArray(int byteSize) {
    if (byteSize > ArrayClasses.LARGEST_BYTES) {
      return new byte[byteSize];
    }
    int arrayClass = ArrayClasses.of(byteSize);
    byte[] array = caches.find().popArray(arrayClass);
    if (array == null) {
      array = depot.takeArray(arrayClass);
    }
    return array != null ? array : new byte[ArrayClasses.byteSize(arrayClass)];
  }

  /// Takes back what [#takeArray(int)] returned.
  void giveArray(byte[] array) {
    if (array.length > ArrayClasses.LARGEST_BYTES) {
      return;
    }
    int arrayClass = ArrayClasses.of(array.length);
    if (!caches.find().push(arrayClass, array)) {
      depot.give(arrayClass, array);
    }
  }

  @Override
  public boolean isDirectBufferPooled() {
    return true;
  }

  /// Returns the capacities of the buffers that were not released, in bytes, direct and heap. Takes
  /// time in proportion to the most buffers there ever were.
  @Override
  public ByteBufAllocatorMetric metric() {
    return metric;
  }

  /// Lists the buffers that were not released. Exact for those that nobody allocates or releases
  /// meanwhile; no garbage collection is needed. Composite buffers and slices are in it by what
  /// they are made of. Takes time in proportion to the most buffers there ever were.
  public LiveBuffers liveBuffers() {
    List<LiveBuffer> live = new ArrayList<>();
    for (Lease lease : table.all()) {
      int count = Lease.countOf(lease.word());
      if (count > 0) {
        live.add(describe(lease, count));
      }
    }
    return new LiveBuffers(store.name(), live);
  }

  /// Returns how many leases there are, live and idle.
  int leaseCount() {
    return table.all().size();
  }

  private static LiveBuffer describe(Lease lease, int count) {
    History history = lease.history;
    return new LiveBuffer(
        lease.isDirect(),
        lease.address,
        lease.capacity,
        count,
        history == null ? "" : history.allocated.threadName(),
        history == null ? List.of() : history.allocated.frames());
  }

  /// Gives back what is idle: arrays and leases of the calling thread, of ended threads and of the
  /// shared depot to the collector, the store's free pages to the system. Other living threads keep
  /// at most 512 KiB each.
  ///
  /// @throws IllegalStateException if the store is closed
  public void trim() {
    caches.find().empty(depot);
    caches.reclaim(depot);
    depot.clear(table);
    store.trim();
  }

  /// Counts over the leases, so that nothing has to be counted when a buffer is allocated.
  private final class Metric implements ByteBufAllocatorMetric {
    @Override
    public long usedHeapMemory() {
      return used(false);
    }

    @Override
    public long usedDirectMemory() {
      return used(true);
    }

    private long used(boolean direct) {
      long bytes = 0;
      for (Lease lease : table.all()) {
        if (Lease.countOf(lease.word()) > 0 && lease.isDirect() == direct) {
          bytes += lease.capacity;
        }
      }
      return bytes;
    }

    @Override
    public String toString() {
      return "usedHeapMemory=" + usedHeapMemory() + ", usedDirectMemory=" + usedDirectMemory();
    }
  }
}
