// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.heap.FastPath;
import org.freestore.heap.Heap;
import org.freestore.heap.ObjectFastPath;
import org.freestore.memory.Memory;
import org.freestore.object.Kind;
import org.freestore.protection.Adapters;
import org.freestore.protection.GuardedStore;
import org.freestore.protection.ObjectSites;
import org.freestore.protection.Samples;
import org.freestore.protection.Samples.Sample;
import org.freestore.protection.Site;
import org.freestore.region.RegionStatistics;
import org.freestore.slab.BlockState;
import org.freestore.slab.SizeClasses;
import org.freestore.store.ObjectWalk;
import org.freestore.store.RawStore;
import org.freestore.store.SlabWalk;
import org.freestore.store.Space;
import org.freestore.store.Store;
import org.freestore.store.StoreSettings;
import org.freestore.store.StoreStatistics;
import org.freestore.store.Verification;
import org.jspecify.annotations.Nullable;

/// A store of dynamic memory outside the Java heap: what C++ calls the *free store*.
///
/// Memory is handed out in blocks and stays the caller's until it frees it; the garbage collector
/// knows nothing of it. A program may use the one store that is always there, [#global()], and open
/// as many others as it likes, each with a name, a limit and statistics of its own; closing one
/// returns everything it handed out.
///
/// | to get | call | to give back |
/// |---|---|---|
/// | a segment | [#allocate(long, long)] | [#free(MemorySegment)] |
/// | segments that die together | [#arena()], [#sharedArena()], [#recyclingArena()] | `close()` of the arena |
/// | a raw address, for library authors | [#malloc(long)], [#calloc(long)], [#alignedAlloc(long, long)], [#realloc(long, long)] | [#free(long)] |
///
/// **Misuse.** A block freed twice, an address that no block starts at, a block of another store, a
/// wrong size: each ends in an [InvalidDeleteException] or [DoubleDeleteException] that names the
/// block, and changes nothing. Memory once handed out is never unmapped: a stale address reads
/// something, or nothing but zeros, but does not crash the process.
///
/// **Threads.** Everything here may be called from any thread, and any block may be freed by any
/// thread, virtual threads included. A platform thread allocates and frees from magazines of its
/// own, without locks.
///
/// **Cost.** An allocation and a free take a few nanoseconds together and make no garbage; see
/// `docs/benchmarks.md`. Each block carries one byte of bookkeeping, kept apart from it. The first
/// use of the class reserves address space (1 TiB, or what the system allows; see
/// `freestore.reserveBytes`), of which only what is used becomes memory.
///
/// @apiNote The module needs native access: `--enable-native-access=org.freestore`, or
///   `ALL-UNNAMED` on the class path.
public final class FreeStore extends MemoryResource implements AutoCloseable {
  private static final Duration MOST_PURGE_DELAY = Duration.ofDays(36_500);

  private final FreeStoreOptions options;
  private final Store store;
  private final RawStore blocks;
  private final @Nullable ObjectSites sites;
  private final Samples samples;
  private final ArenaBatches recyclingArenas = new ArenaBatches(this);

  /// What to add to a thread's id for its key, kept here to spare the fast paths a load.
  private final long keyBase;

  private FreeStore(FreeStoreOptions options) {
    Reports reports = new Reports(this);
    this.options = options;
    this.store = new Store(settings(options), Space.main(), reports);
    this.keyBase = store.keyBase();
    this.blocks =
        options.protection() == Protection.STANDARD
            ? store
            : new GuardedStore(store, reports, options.protection() == Protection.FULL);
    this.sites =
        options.protection() == Protection.STANDARD ? null : new ObjectSites(options.name());
    long samplingBytes = sites == null ? options.samplingBytes() : 0;
    this.samples = new Samples(samplingBytes, store::isSampled, this::sampled);
    if (sites != null) {
      store.watch(sites);
    }
    store.sample(samples, samplingBytes);
  }

  private void sampled(long live, long blockBytes, Sample sample) {
    if (Stores.isHeard()) {
      String typeName = live == 0 ? "" : HeaderType.of(live).name();
      Allocation allocation = allocation(sample.site(), sample.weight());
      Stores.tell(listener -> listener.sampled(name(), typeName, blockBytes, allocation));
    }
  }

  long keyBase() {
    return keyBase;
  }

  private long key() {
    return keyBase + Thread.currentThread().threadId();
  }

  private static StoreSettings settings(FreeStoreOptions options) {
    boolean fast = options.protection() == Protection.STANDARD && !options.zeroing();
    return new StoreSettings(
        options.name(),
        options.limitBytes(),
        purgeDelayMillis(options),
        options.hugePages(),
        options.zeroing(),
        fast);
  }

  /// The longest delays are more than a `long` of milliseconds can express.
  private static long purgeDelayMillis(FreeStoreOptions options) {
    return options.purgeDelay().compareTo(MOST_PURGE_DELAY) < 0
        ? options.purgeDelay().toMillis()
        : MOST_PURGE_DELAY.toMillis();
  }

  /// Returns the store that is always there: named `"global"`, without a limit, never closed.
  ///
  /// System properties say how it behaves; they are read once, at the first use of the class:
  ///
  /// | property | values | default |
  /// |---|---|---|
  /// | `freestore.protection` | `standard`, `sites`, `full`: see [Protection] | `standard` |
  /// | `freestore.sampling` | a number of bytes between samples, or `off`: see [FreeStoreOptions#samplingBytes()] | `524288` |
  /// | `freestore.misuse` | `throw`, `report`: see [MisusePolicy] | `throw` |
  /// | `freestore.siteFrames` | how many frames of a stack are recorded at most, in all stores; 4 take two thirds of the time of 16 | `16` |
  /// | `freestore.leaks` | `report` prints [#leaks()] of each store that is open then to standard error at the program's orderly exit; `none` | `none` |
  ///
  /// @throws IllegalStateException if native access is not enabled, the system refuses to reserve
  ///   address space, or a system property has a wrong value; the message says what to do
  /// @throws UnsupportedOperationException on an operating system other than Linux, macOS and
  ///   Windows
  public static FreeStore global() {
    FreeStore store = GlobalStore.STORE;
    if (store == null) {
      throw GlobalStore.refusal();
    }
    return store;
  }

  /// Returns the stores that are open now, in the order in which they were opened.
  public static List<FreeStore> stores() {
    return Stores.open();
  }

  /// Has a listener told, from now on, what happens in all stores, and of those that are open.
  public static void listen(StoreListener listener) {
    Stores.listen(Objects.requireNonNull(listener, "listener"));
  }

  /// Has a listener told nothing any more.
  ///
  /// @return whether it was told before
  public static boolean stopListening(StoreListener listener) {
    return Stores.stopListening(listener);
  }

  /// Lets reports begin with who calls an adapter: the sites of allocations and of misuse leave out
  /// the innermost frames that are in the packages of the given classes. For libraries that
  /// allocate on behalf of their callers, before the first of them does.
  ///
  /// ```java
  /// static {
  ///   FreeStore.addAdapters(MyPool.class); // a leak is where the pool was asked, not in the pool
  /// }
  /// ```
  ///
  /// @param members a class of each package; of a package that is in several directories or jars,
  ///   only what was loaded from where the class was
  public static void addAdapters(Class<?>... members) {
    Adapters.add(members);
  }

  /// Opens a store with default options.
  ///
  /// @throws IllegalStateException as [#global()]
  /// @throws UnsupportedOperationException as [#global()]
  public static FreeStore open() {
    return open(FreeStoreOptions.defaults());
  }

  /// Opens a store.
  ///
  /// @throws IllegalStateException as [#global()]
  /// @throws UnsupportedOperationException as [#global()]
  public static FreeStore open(FreeStoreOptions options) {
    FreeStore store = new FreeStore(Objects.requireNonNull(options, "options"));
    Stores.opened(store);
    return store;
  }

  /// Creates an object in the global store, by its default constructor: `new T()` (\[expr.new\]).
  ///
  /// @param struct an interface annotated with [Struct]
  /// @throws IllegalArgumentException if `struct` is not a struct, is abstract, or has no default
  ///   constructor
  /// @throws OutOfFreeStoreException if there is no memory, and no new-handler helped
  /// @throws IllegalStateException as [#global()]
  public static <T> T create(Class<T> struct) {
    return Creation.create(StructType.of(struct));
  }

  /// Creates an object in a resource, by its default constructor.
  ///
  /// @throws IllegalArgumentException as [#create(Class)]
  /// @throws OutOfFreeStoreException as [#create(Class)]
  public static <T> T createIn(MemoryResource resource, Class<T> struct) {
    return Creation.createIn(resource, StructType.of(struct));
  }

  /// Creates an object in the global store, or returns `null` where there is no memory: `new
  /// (std::nothrow) T()` (\[new.delete.single\]). Exceptions of the constructor propagate.
  ///
  /// @throws IllegalArgumentException as [#create(Class)]
  public static <T> @Nullable T tryCreate(Class<T> struct) {
    return Creation.tryCreate(StructType.of(struct));
  }

  /// Creates an array in the global store, each element by the default constructor, in increasing
  /// order: `new T[n]` (\[expr.new\]). Where the constructor of an element throws, those before it
  /// are destroyed in reverse order, the memory is freed, and the exception propagates.
  ///
  /// @param length the number of elements, 0 or more
  /// @throws BadArrayLengthException if `length` is negative, or so large that no memory can hold
  ///   the array; nothing was allocated
  /// @throws IllegalArgumentException as [#create(Class)]
  /// @throws OutOfFreeStoreException as [#create(Class)]
  /// @throws IllegalStateException as [#global()]
  public static <T> StructArray<T> createArray(Class<T> struct, long length) {
    return StructArray.createIn(global(), StructType.of(struct), length);
  }

  /// Creates an array in a resource, each element by the default constructor.
  ///
  /// @throws BadArrayLengthException as [#createArray(Class, long)]
  /// @throws IllegalArgumentException as [#create(Class)]
  /// @throws OutOfFreeStoreException as [#create(Class)]
  /// @throws UnsupportedOperationException if the resource does not hold arrays: a [Storage]
  public static <T> StructArray<T> createArrayIn(
      MemoryResource resource, Class<T> struct, long length) {
    return StructArray.createIn(resource, StructType.of(struct), length);
  }

  /// Creates an array in the global store, or returns `null` where there is no memory, or can be
  /// none for such a length: `new (std::nothrow) T[n]`. Exceptions of a constructor propagate,
  /// those of memory that it could not get included.
  ///
  /// @throws IllegalArgumentException as [#create(Class)]
  public static <T> @Nullable StructArray<T> tryCreateArray(Class<T> struct, long length) {
    return StructArray.tryCreate(StructType.of(struct), length);
  }

  /// Creates an array of pointers in the global store, all `null`: `new T*[n]`.
  ///
  /// @param struct what the elements point to; it may be abstract
  /// @param length the number of elements, 0 or more
  /// @throws BadArrayLengthException as [#createArray(Class, long)]
  /// @throws IllegalArgumentException if `struct` is not a struct
  /// @throws OutOfFreeStoreException as [#create(Class)]
  /// @throws IllegalStateException as [#global()]
  public static <T> PointerArray<T> createPointerArray(Class<T> struct, long length) {
    return PointerArray.createIn(global(), StructType.of(struct), length);
  }

  /// Creates an array of pointers in a resource, all `null`.
  ///
  /// @throws BadArrayLengthException as [#createArray(Class, long)]
  /// @throws IllegalArgumentException if `struct` is not a struct
  /// @throws OutOfFreeStoreException as [#create(Class)]
  /// @throws UnsupportedOperationException if the resource does not hold arrays: a [Storage]
  public static <T> PointerArray<T> createPointerArrayIn(
      MemoryResource resource, Class<T> struct, long length) {
    return PointerArray.createIn(resource, StructType.of(struct), length);
  }

  /// Deletes an object: its destructor runs, and those of its bases; then its memory is freed, and
  /// every reference to it is dead (\[expr.delete\]). Does nothing for `null`.
  ///
  /// The destructor is that of the type the object was created with, whatever the type of the
  /// reference is. If it throws, the memory is freed nevertheless, and the exception propagates.
  ///
  /// @throws DoubleDeleteException if the object was deleted before, or is being destroyed
  /// @throws MismatchedDeleteException if it is an array, or is deleted through a base that is not
  ///   polymorphic
  /// @throws InvalidDeleteException if it is not one that `create` made: automatic, static, a
  ///   placement, shared, embedded in another one, an element of an array
  /// @throws TypeMismatchException if it is not an object of a store at all
  public static void delete(@Nullable Object object) {
    if (object instanceof StructObject struct) {
      if (!struct.deleteTrivially()) {
        Deletion.of(struct.type(), struct.reference, struct.address);
      }
    } else if (object != null) {
      Deletion.ofOther(object);
    }
  }

  /// Deletes an array: the elements are destroyed in reverse order, then its memory is freed, and
  /// every reference to it and to its elements is dead (\[expr.delete\]). Does nothing for `null`.
  ///
  /// If the destructor of an element throws, the others are destroyed and the memory is freed
  /// nevertheless; then the first exception propagates, with the others suppressed in it.
  ///
  /// @throws DoubleDeleteException if the array was deleted before, or is being destroyed
  /// @throws MismatchedDeleteException if it is an object: that is what [#delete(Object)] is for
  /// @throws InvalidDeleteException if it is not one that `create` made: automatic, static,
  ///   embedded in an object
  /// @throws TypeMismatchException if it is not an array of a store at all
  public static void deleteArray(@Nullable Object array) {
    if (array instanceof StoreArray known) {
      ArrayDeletion.of(known);
    } else if (array != null) {
      ArrayDeletion.ofOther(array);
    }
  }

  /// Destroys an object that was constructed in a [Storage], without freeing its memory: an
  /// explicit call of the destructor (\[class.dtor\]). The storage is empty from then on, and every
  /// reference to the object is dead. If the destructor throws, the storage is empty nevertheless,
  /// and the exception propagates.
  ///
  /// @throws DoubleDeleteException if the object was destroyed before, or is being destroyed
  /// @throws MismatchedDeleteException if it is not in storage, or is destroyed through a base that
  ///   is not polymorphic
  /// @throws InvalidDeleteException if it is a part of an object in storage
  /// @throws TypeMismatchException if it is not an object of a store at all
  public static void destroy(Object object) {
    try {
      Placements.destroy(object);
    } catch (MisuseException refused) {
      Recovery.goOnOrThrow(refused);
    }
  }

  /// Creates an object for the whole program, by its default constructor: a static object
  /// (\[basic.stc.static\]). It is in the global store, cannot be deleted, and is destroyed at the
  /// orderly exit of the JVM, after all objects that were complete later (\[basic.start.term\]).
  /// What its destructor throws is printed to `System.err`. A destructor that calls
  /// [System#exit(int)] goes no further, which is printed, too; the other objects are destroyed
  /// nevertheless.
  ///
  /// @throws IllegalArgumentException as [#create(Class)]
  /// @throws OutOfFreeStoreException as [#create(Class)]
  /// @throws IllegalStateException as [#global()]
  public static <T> T createStatic(Class<T> struct) {
    return StaticResource.INSTANCE.create(StructType.of(struct));
  }

  /// Creates an array for the whole program, each element by the default constructor.
  ///
  /// @throws BadArrayLengthException as [#createArray(Class, long)]
  /// @throws IllegalArgumentException as [#create(Class)]
  /// @throws OutOfFreeStoreException as [#create(Class)]
  /// @throws IllegalStateException as [#global()]
  public static <T> StructArray<T> createStaticArray(Class<T> struct, long length) {
    return StaticResource.INSTANCE.createArray(StructType.of(struct), length);
  }

  /// Returns the resource of static objects, for factories other than default constructors:
  /// `CarStruct.createIn(FreeStore.statics(), "Volvo")`, `IntArray.createIn(FreeStore.statics(),
  /// n)`.
  ///
  /// Their order at exit is the reverse of the one in which their construction *began*, while that
  /// of [#createStatic(Class)] is the reverse of the one in which it ended: where a constructor
  /// creates static objects that its destructor needs, that is the one to use. Segments of this
  /// resource are zeroed and never freed.
  public static MemoryResource statics() {
    return StaticResource.INSTANCE;
  }

  /// Copies an object or an array to the global store, as a copy constructor does
  /// (\[class.copy.ctor\]): texts and what it owns are copied with it, pointers are copied as they
  /// are. An object is copied as what it is at run time; a part of another one, or an element,
  /// becomes a whole object.
  ///
  /// This is how an automatic object outlives its scope.
  ///
  /// @return the copy, to be deleted by [#delete(Object)] or [#deleteArray(Object)]
  /// @throws UseAfterDeleteException if the object, or one that it owns, was deleted
  /// @throws TypeMismatchException if it is not an object of a store at all
  /// @throws OutOfFreeStoreException if there is no memory; what had been copied is deleted
  public static <T> T copy(T object) {
    return copyIn(global(), object);
  }

  /// Copies an object or an array to a resource. What it owns is copied to the store that the
  /// resource's memory comes from.
  ///
  /// @throws UseAfterDeleteException as [#copy(Object)]
  /// @throws TypeMismatchException as [#copy(Object)]
  /// @throws OutOfFreeStoreException as [#copy(Object)]
  public static <T> T copyIn(MemoryResource resource, T object) {
    return Copying.copyIn(resource, object);
  }

  /// Returns the type that an object has at run time: `typeid` (\[expr.typeid\]). While it is
  /// constructed or destroyed this is the struct whose constructor or destructor runs, if it is
  /// polymorphic. For a part of an object and for an element it is the type that was declared.
  ///
  /// @throws UseAfterDeleteException if the object was deleted
  /// @throws TypeMismatchException if it is not a struct's object
  public static StructType<?> typeOf(Object object) {
    return Casts.typeOf(object);
  }

  /// Returns the store in which an object or an array is, or the whole object that it is a part of.
  ///
  /// @throws UseAfterDeleteException if it was deleted
  /// @throws TypeMismatchException if it is not an object of a store at all
  public static FreeStore storeOf(Object object) {
    return Casts.storeOf(object);
  }

  /// Returns a reference of another type to the same object, if it is of that type at run time:
  /// `dynamic_cast` (\[expr.dynamic.cast\]).
  ///
  /// @param as a struct, or any interface that a struct extends
  /// @throws TypeMismatchException if it is not
  /// @throws UseAfterDeleteException if the object was deleted
  public static <T> T cast(Class<T> as, Object object) {
    return Casts.cast(as, object);
  }

  /// Returns a reference of another type to the same object, or `null` if it is not of that type at
  /// run time, or is `null` itself.
  ///
  /// @param as a struct, or any interface that a struct extends
  /// @throws UseAfterDeleteException if the object was deleted
  public static <T> @Nullable T tryCast(Class<T> as, @Nullable Object object) {
    return object == null ? null : Casts.tryCast(as, object);
  }

  /// Returns the store in which an object is.
  static FreeStore ofObject(long reference) {
    FreeStore store = ofObjectOrNull(reference);
    return store == null ? global() : store;
  }

  /// Returns the store in which an object is, or null where its slab is nobody's.
  static @Nullable FreeStore ofObjectOrNull(long reference) {
    Store store = Store.ofObject(reference);
    return store == null ? null : of(store);
  }

  /// Returns the store whose blocks these are.
  static FreeStore of(Store store) {
    return ((Reports) store.complaints()).store();
  }

  @Nullable Heap heapOfCurrentThread() {
    return store.heapOfCurrentThread();
  }

  /// Returns what to call the scope that an automatic object of this store is in, or null.
  @Nullable String scopeOf(long reference) {
    for (Heap heap : store.heaps()) {
      String scope = heap.scopes.scopeOf(reference);
      if (scope != null) {
        return scope;
      }
    }
    return null;
  }

  @Override
  FreeStore store() {
    return this;
  }

  @Override
  Kind kind(Kind ofHeap) {
    return ofHeap;
  }

  @Override
  long allocateRaw(long byteSize, long byteAlignment) {
    return allocateOwned(byteSize, byteAlignment, false, BlockState.CHUNK);
  }

  @Override
  void freeRaw(long address) {
    if (!isClosed()) {
      freeOwned(address);
    }
  }

  /// Frees a block that may be gone with the store.
  void freeUnlessClosed(long address) {
    if (FastPath.push(key(), address) || isClosed()) {
      return;
    }
    if (blocks.ownedBytes(address) >= 0) {
      blocks.freeOwned(address);
    } else {
      blocks.free(address);
    }
  }

  @Override
  long createBlock(long live) {
    long reference = ObjectFastPath.create(key(), live);
    return reference != 0 ? reference : store.create(live);
  }

  /// Returns the store's name.
  public String name() {
    return options.name();
  }

  /// Returns the options the store was opened with.
  public FreeStoreOptions options() {
    return options;
  }

  /// Closes the store: every block of it is given back, and its memory returned to the system.
  /// Closing it again does nothing. Its objects end without their destructors; what is still live
  /// is reported to the [leak listener][FreeStoreOptions#leakListener()], if there is one. No other
  /// thread may be in a call on the store, and no block of it may be used afterwards. Memory of
  /// objects that segments show ([StoreArray#segment(Arena)]) serves nothing else until the
  /// segments are dead, but may read as zeros.
  ///
  /// @throws UnsupportedOperationException if this is the global store
  @Override
  public void close() {
    if (this == GlobalStore.STORE) {
      throw new UnsupportedOperationException("the global store cannot be closed");
    }
    if (store.isClosed()) {
      return;
    }
    recyclingArenas.flush();
    Stores.closing(this);
    boolean wanted = options.leakListener() != null || Stores.areLeaksWanted();
    Leaks leaks = wanted ? leaks() : null;
    rememberObjects();
    if (blocks instanceof GuardedStore guarded) {
      guarded.close();
    }
    store.close(Views.pinnedBlocks(this));
    samples.clear();
    Stores.closed(this);
    if (leaks != null && !leaks.isEmpty()) {
      Stores.tell(listener -> listener.leaked(leaks));
      if (options.leakListener() != null) {
        options.leakListener().accept(leaks);
      }
    }
  }

  /// Gives memory back that was kept when the store was closed.
  void releasePinned(long address) {
    store.releasePinned(address);
  }

  /// For the reports of those who use an object of the store after it is closed.
  private void rememberObjects() {
    Site by = Site.here();
    ClosedStores.add(store, by);
    if (sites != null) {
      sites.close(by);
    }
  }

  /// Lets go what protection holds back of freed blocks.
  boolean releaseQuarantine() {
    return blocks instanceof GuardedStore guarded && guarded.releaseQuarantine();
  }

  /// Returns whether it is recorded who creates and deletes.
  boolean recordsSites() {
    return sites != null;
  }

  /// Remembers which scope an automatic object is in, if it is recorded who creates.
  void recordScope(long reference, @Nullable String scopeName) {
    if (sites != null) {
      sites.inScope(reference, scopeName);
    }
  }

  /// Returns the size of the block that a payload is in; -1 if it is none.
  long payloadBytes(long address) {
    return blocks.ownedBytes(address);
  }

  /// Returns whether a live raw block of some store starts where a segment does.
  static boolean isRawBlock(MemorySegment segment) {
    Store owner = segment.isNative() ? Store.ofAddress(segment.address()) : null;
    return owner != null
        && (owner.liveBytes(segment.address()) >= 0 || of(owner).siteOf(segment.address()) != null);
  }

  /// Returns where a live raw block was allocated, if that is recorded.
  @Nullable Site siteOf(long address) {
    return blocks instanceof GuardedStore guarded ? guarded.siteOf(address) : null;
  }

  boolean isClosed() {
    return store.isClosed();
  }

  void requireOpen() {
    if (isClosed()) {
      throw new IllegalStateException("store is closed: name=" + name());
    }
  }

  /// Allocates a segment, of the global scope: it is accessible from any thread, also after it was
  /// freed, which is why [#arena()] is the safer choice where segments die together. Its bytes are
  /// unspecified unless the store zeroes.
  ///
  /// @param byteSize the size in bytes, not negative; segments of size 0 are distinct, too
  /// @param byteAlignment the alignment in bytes, a power of two up to at least 1 GiB
  /// @return a native segment of `byteSize` bytes, to be freed by [#free(MemorySegment)]
  /// @throws IllegalArgumentException if `byteSize` is negative or `byteAlignment` is not a power
  ///   of two
  /// @throws OutOfFreeStoreException if the limit is reached or the system has no more memory
  /// @throws IllegalStateException if the store is closed
  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    return Memory.segment(alignedAlloc(byteSize, byteAlignment), byteSize);
  }

  /// Frees a segment that [#allocate(long, long)] of this store returned, or an equal one. Slices
  /// that start later, and segments of arenas, cannot be freed.
  ///
  /// @throws IllegalArgumentException if the segment is not native, or belongs to an arena
  /// @throws DoubleDeleteException if it was freed before
  /// @throws InvalidDeleteException if it is not the start of a block of this store, or is larger
  ///   than the block
  public void free(MemorySegment segment) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException("segment is not native: " + segment);
    }
    if (!segment.scope().equals(Arena.global().scope())) {
      throw new IllegalArgumentException("segment belongs to an arena: " + segment);
    }
    long address = segment.address();
    try {
      if (address != 0 && segment.byteSize() > blocks.usableBytes(address)) {
        blocks.free(address, segment.byteSize(), 1); // always refused
      }
    } catch (MisuseException refused) {
      Recovery.goOnOrThrow(refused, this);
      return;
    }
    free(address);
  }

  /// Opens an arena whose memory comes from this store and goes back to it, confined to the calling
  /// thread.
  ///
  /// It keeps the contract of [Arena#ofConfined()]: segments are zeroed, disjoint, aligned as
  /// asked, accessible from the calling thread only, and dead once the arena is closed. The
  /// `allocateFrom` methods write their memory once, without zeroing it first.
  ///
  /// **Cost.** Opening, a small segment and closing take some ten nanoseconds and, where the
  /// compiler sees all of it, make no garbage; a zeroed segment takes the time to zero it.
  ///
  /// @throws IllegalStateException if the store is closed
  public StoreArena arena() {
    return new ConfinedArena(this);
  }

  /// Opens an arena whose memory comes from this store and goes back to it, for any thread: the
  /// contract of [Arena#ofShared()], its cost of closing included: tens of microseconds, in which
  /// the JVM stops every thread to see that none is just using a segment. See [#recyclingArena()].
  ///
  /// @throws IllegalStateException if the store is closed
  public StoreArena sharedArena() {
    return new SharedArena(this);
  }

  /// Opens an arena whose memory comes from this store and goes back to it, for any thread and for
  /// a short time: it is closed without stopping the JVM's threads.
  ///
  /// The arenas that are opened around the same time by a few threads form a *batch*, of at most
  /// 1,024 arenas and about 2 MiB. Their segments have one lifetime, which ends, with the stop that
  /// [Arena#ofShared()] needs at each close, when the last of them is closed. What that keeps of
  /// its contract, and what not:
  ///
  /// | kept | exchanged |
  /// |---|---|
  /// | memory that a segment can still reach is never handed out again: no stale read sees, and no stale write changes, what belongs to anybody else | a segment of a closed arena ends with the batch, not at once: until then it can be read and written, to no effect |
  /// | a closed arena allocates nothing, and cannot be closed again | `scope()` is that of the batch: alive until the batch ends, and equal for its arenas |
  /// | segments are zeroed, disjoint and aligned as asked, also between the arenas of a batch | memory comes back to the store with the batch: an arena that stays open keeps that of the others in its batch |
  /// | memory that a native call is using is not handed out again | `close()` does not fail while a native call is using a segment |
  ///
  /// What the closed arenas of a batch hold counts against the store's
  /// [limit][FreeStoreOptions#limitBytes()]; under a limit of less than 64 MiB batches are smaller.
  ///
  /// So it is for arenas of about equal, short life, such as one a request; [#sharedArena()] is for
  /// the others. [#trim()], [#leaks()] and [#walk(BlockVisitor)] end the batches whose arenas are
  /// all closed.
  ///
  /// **Cost.** Opening, a small segment and closing take some hundred nanoseconds; one close in a
  /// batch takes the tens of microseconds that a shared arena takes always.
  ///
  /// @throws IllegalStateException if the store is closed
  public StoreArena recyclingArena() {
    return recyclingArenas.open();
  }

  /// Allocates a block: `malloc` (C23 §7.24.3.6), `operator new` (\[new.delete.single\]).
  ///
  /// The block is aligned to 8 bytes, and to 16 where `byteSize` is a multiple of 16. Its bytes are
  /// unspecified.
  ///
  /// @param byteSize the size in bytes, not negative; blocks of size 0 are distinct, too
  /// @return its address, never 0
  /// @throws IllegalArgumentException if `byteSize` is negative
  /// @throws OutOfFreeStoreException if the limit is reached or the system has no more memory
  /// @throws IllegalStateException if the store is closed
  public long malloc(long byteSize) {
    long address = FastPath.pop(key(), byteSize);
    return address != 0 ? address : blocks.allocate(byteSize, 1, false);
  }

  /// Allocates a block of zeros: `calloc` (C23 §7.24.3.2). Large fresh blocks cost no writing.
  ///
  /// @param byteSize as for [#malloc(long)]
  /// @return its address, never 0
  /// @throws IllegalArgumentException as [#malloc(long)]
  /// @throws OutOfFreeStoreException as [#malloc(long)]
  /// @throws IllegalStateException as [#malloc(long)]
  public long calloc(long byteSize) {
    long address = FastPath.pop(key(), byteSize);
    if (address == 0) {
      return blocks.allocate(byteSize, 1, true);
    }
    Memory.zero(address, byteSize);
    return address;
  }

  /// Allocates an aligned block: `aligned_alloc` (C23 §7.24.3.1), but for any size.
  ///
  /// @param byteSize as for [#malloc(long)]
  /// @param byteAlignment the alignment in bytes, a power of two up to at least 1 GiB
  /// @return its address, never 0, a multiple of `byteAlignment`
  /// @throws IllegalArgumentException as [#malloc(long)], and if `byteAlignment` is not a power of
  ///   two
  /// @throws OutOfFreeStoreException as [#malloc(long)]
  /// @throws IllegalStateException as [#malloc(long)]
  public long alignedAlloc(long byteSize, long byteAlignment) {
    if (byteAlignment == 1 || byteAlignment == Long.BYTES) {
      return malloc(byteSize);
    }
    return blocks.allocate(byteSize, byteAlignment, false);
  }

  /// Allocates a block for something of the library's own, that [#free(long)] refuses.
  ///
  /// @param as [BlockState#PAYLOAD], [BlockState#CHUNK] or [BlockState#FRONTED]
  long allocateOwned(long byteSize, long byteAlignment, boolean zeroed, byte as) {
    long address = rawAllocate(byteSize, byteAlignment, zeroed);
    while (!blocks.own(address, as)) {
      address = rawAllocate(byteSize, byteAlignment, zeroed);
    }
    return address;
  }

  long rawAllocate(long byteSize, long byteAlignment, boolean zeroed) {
    return blocks.allocate(byteSize, byteAlignment, zeroed);
  }

  /// Frees what [#allocateOwned] returned.
  void freeOwned(long address) {
    blocks.freeOwned(address);
  }

  /// Changes the size of a block: `realloc` (C23 §7.24.3.7). The block stays where it is if the new
  /// size fits and does not leave half of it unused, or if it is large and what follows is free;
  /// else its contents move to a new block, up to the smaller of both sizes, and it is freed. A new
  /// size of 0 does not free it. Alignment beyond [#malloc(long)]'s is not kept when it moves.
  ///
  /// @param address the block, or 0 to allocate one
  /// @param byteSize the new size in bytes, not negative
  /// @return the block's address now
  /// @throws IllegalArgumentException if `byteSize` is negative
  /// @throws DoubleDeleteException if the block was freed before
  /// @throws InvalidDeleteException if no block of this store starts at `address`
  /// @throws OutOfFreeStoreException as [#malloc(long)]; the block is then as it was
  /// @throws IllegalStateException as [#malloc(long)]
  public long realloc(long address, long byteSize) {
    return blocks.reallocate(address, byteSize);
  }

  /// Frees a block: `free` (C23 §7.24.3.3), `operator delete`.
  ///
  /// @param address what an allocation of this store returned, or 0 to do nothing
  /// @throws DoubleDeleteException if the block was freed before
  /// @throws InvalidDeleteException if no block of this store starts at `address`: it was not
  ///   allocated by Freestore, lies inside a block, or belongs to another store
  public void free(long address) {
    if (!FastPath.push(key(), address)) {
      try {
        blocks.free(address);
      } catch (MisuseException refused) {
        Recovery.goOnOrThrow(refused, this);
      }
    }
  }

  /// Frees a block whose size the caller knows: `free_sized` (C23 §7.24.3.4). The size is checked.
  ///
  /// @param address as for [#free(long)]
  /// @param byteSize the size it was allocated or last reallocated with, in bytes
  /// @throws DoubleDeleteException as [#free(long)]
  /// @throws InvalidDeleteException as [#free(long)], and if a request of `byteSize` bytes gets
  ///   blocks of another size
  public void free(long address, long byteSize) {
    freeSized(address, byteSize, 1);
  }

  /// Frees a block whose size and alignment the caller knows: `free_aligned_sized` (C23 §7.24.3.5).
  /// Both are checked.
  ///
  /// @param address as for [#free(long)]
  /// @param byteSize the size it was allocated with, in bytes
  /// @param byteAlignment the alignment it was allocated with, in bytes
  /// @throws IllegalArgumentException if `byteAlignment` is not a power of two
  /// @throws DoubleDeleteException as [#free(long)]
  /// @throws InvalidDeleteException as [#free(long)], and if such a request gets blocks of another
  ///   size
  public void free(long address, long byteSize, long byteAlignment) {
    if (byteAlignment <= 0 || (byteAlignment & (byteAlignment - 1)) != 0) {
      throw new IllegalArgumentException(
          "alignment is not a power of two: byteAlignment=" + byteAlignment);
    }
    freeSized(address, byteSize, byteAlignment);
  }

  private void freeSized(long address, long byteSize, long byteAlignment) {
    try {
      blocks.free(address, byteSize, byteAlignment);
    } catch (MisuseException refused) {
      Recovery.goOnOrThrow(refused, this);
    }
  }

  /// Returns how many bytes of a block may be used: at least what was asked for.
  ///
  /// @throws DoubleDeleteException if the block was freed
  /// @throws InvalidDeleteException if no block of this store starts at `address`
  public long usableSize(long address) {
    return blocks.usableBytes(address);
  }

  /// Returns what a request takes at least: the size of the blocks of its size class, in bytes, or
  /// whole granules of 64 KiB for more than 64 KiB. Callers that grow can ask for this much at no
  /// cost. A thread that seldom asks for a class may get a block of the next coarse one:
  /// [#usableSize(long)] tells.
  ///
  /// @param byteSize the size in bytes, not negative
  /// @throws IllegalArgumentException if `byteSize` is negative, or so large that no block can have
  ///   it
  public static long sizeClassBytes(long byteSize) {
    if (byteSize < 0 || byteSize > Long.MAX_VALUE - (SizeClasses.LARGEST_BLOCK_BYTES - 1)) {
      throw new IllegalArgumentException("size out of range: byteSize=" + byteSize);
    }
    if (byteSize <= SizeClasses.LARGEST_BLOCK_BYTES) {
      return SizeClasses.blockBytes(SizeClasses.of(byteSize));
    }
    return byteSize + SizeClasses.LARGEST_BLOCK_BYTES - 1 & -SizeClasses.LARGEST_BLOCK_BYTES;
  }

  /// Returns to the system all that can be returned now: free pages, and those that become free by
  /// emptying the magazines of the calling thread, of ended threads and of virtual threads. What
  /// other living threads hold in magazines (some hundred KiB each at most, usually) stays theirs;
  /// they trim it themselves as they go on allocating.
  ///
  /// @throws IllegalStateException if the store is closed
  public void trim() {
    recyclingArenas.flush();
    store.trim();
  }

  /// Counts what the store holds. Takes time in proportion to the number of slabs.
  public FreeStoreStatistics statistics() {
    StoreStatistics figures = store.statistics();
    RegionStatistics region = figures.region();
    List<SizeClassStatistics> classes = new ArrayList<>();
    long[] sums = new long[9];
    for (StoreStatistics.Line line : figures.classes()) {
      add(sums, line);
      if (line.slabs > 0) {
        classes.add(line(line));
      }
    }
    long heldByAll =
        region.frontierBytes()
            - region.dirtyFreeBytes()
            - region.cleanFreeBytes()
            - region.retiredSlabBytes();
    return new FreeStoreStatistics(
        options.name(),
        sums[0],
        sums[1],
        sums[2],
        sums[3],
        sums[4],
        sums[5],
        sums[8],
        sums[0] + sums[2] + sums[3] + sums[4] + sums[5] + sums[8],
        sums[6],
        sums[7],
        options.limitBytes(),
        figures.budgetBytes(),
        figures.heapCount(),
        figures.racingFrees(),
        region.reservedBytes() + figures.dedicatedReservedBytes(),
        region.committedBytes(),
        heldByAll,
        region.dirtyFreeBytes(),
        region.cleanFreeBytes(),
        region.retiredSlabBytes(),
        region.committedBytes() - region.frontierBytes(),
        region.purgedBytes(),
        region.purgeCalls(),
        classes);
  }

  private static void add(long[] sums, StoreStatistics.Line line) {
    sums[0] += line.inUseBytes;
    sums[1] += line.liveBlocks;
    sums[2] += line.cachedBytes;
    sums[3] += line.remoteFreedBytes;
    sums[4] += line.freeBytes;
    sums[5] += line.tailBytes;
    sums[6] += line.residentBytes;
    sums[7] += line.metadataBytes;
    sums[8] += line.retiredBytes;
  }

  private static SizeClassStatistics line(StoreStatistics.Line line) {
    return new SizeClassStatistics(
        line.blockBytes,
        line.objects,
        line.slabs,
        line.liveBlocks,
        line.inUseBytes,
        line.cachedBytes,
        line.remoteFreedBytes,
        line.freeBytes,
        line.tailBytes,
        line.retiredBytes,
        line.heldBytes(),
        line.residentBytes);
  }

  /// Shows every live raw block to a visitor: blocks of every thread, while they run, and chunks
  /// that resources and arenas cut memory from; not the blocks that objects have for large
  /// payloads, which are shown with them: [#walkObjects(ObjectVisitor)]. What closed recycling
  /// arenas had is given back first: [#recyclingArena()]. A block that is live from beginning to
  /// end is shown once, another once or not at all. The visitor is called with no lock held and may
  /// allocate and free. Takes 16 bytes of the Java heap a block while it runs.
  public void walk(BlockVisitor visitor) {
    Objects.requireNonNull(visitor, "visitor");
    recyclingArenas.flush();
    blocks.walk(visitor::block);
  }

  /// Shows every live object to a visitor: objects and arrays of every thread, and the texts that
  /// objects own, while the threads run. An object that is live from beginning to end is shown
  /// once, another once or not at all. The visitor is called with no lock held and may create and
  /// delete. Takes 16 bytes of the Java heap an object while it runs.
  public void walkObjects(ObjectVisitor visitor) {
    Objects.requireNonNull(visitor, "visitor");
    ObjectWalk.walk(
        store,
        reference -> {
          LiveObject object = LiveObject.of(reference);
          if (object != null) {
            visitor.object(object);
          }
        });
  }

  /// Shows every slab and large block of the store to a visitor, with the counts of its blocks,
  /// while threads run. A slab that is the store's from beginning to end is shown once, another
  /// once or not at all. The visitor is called with no lock held. Takes some 100 bytes of the Java
  /// heap a slab while it runs.
  public void walkSlabs(SlabVisitor visitor) {
    Objects.requireNonNull(visitor, "visitor");
    for (SlabWalk.Slab slab : SlabWalk.slabs(store)) {
      visitor.slab(
          new SlabStatistics(
              slab.address(),
              slab.byteSize(),
              slab.blockBytes(),
              slab.objects(),
              slab.large(),
              slab.heap(),
              slab.live(),
              slab.cached(),
              slab.remoteFreed(),
              slab.free(),
              slab.retired()));
    }
  }

  /// Returns where a live object of this store was created, or `null` where that was not recorded:
  /// a store with [Protection#STANDARD] records a sample.
  public @Nullable Allocation allocationOf(LiveObject object) {
    ObjectSites.Life life = ObjectSites.of(object.reference());
    if (life != null) {
      return allocation(life.created(), 1);
    }
    Sample sample = samples.ofObject(object.reference());
    return sample != null
        ? allocation(sample.site(), weight(object, sample))
        : allocationOf(object.payloadBlock());
  }

  /// Of an object with a large payload either block may be the one that was sampled. Where it is
  /// the small one with the header, the sample stands for many blocks of that size, but not for
  /// many objects of this one's.
  private double weight(LiveObject object, Sample sample) {
    return object.payloadBlock() == 0 ? sample.weight() : samples.weightOf(object.blockBytes());
  }

  /// Returns where the live raw block that starts at an address was allocated, or `null` where that
  /// was not recorded.
  public @Nullable Allocation allocationOf(long address) {
    Site site = siteOf(address);
    if (site != null) {
      return allocation(site, 1);
    }
    Sample sample = samples.ofBlock(address);
    return sample == null ? null : allocation(sample.site(), sample.weight());
  }

  int sampleCount() {
    return samples.count();
  }

  private static Allocation allocation(Site site, double weight) {
    return new Allocation(
        site.frames(),
        site.threadName(),
        site.threadId(),
        Instant.ofEpochMilli(site.atMillis()),
        weight);
  }

  /// Returns what is still live and would be lost if nobody deleted it any more: objects, arrays
  /// and raw blocks, by type, kind and, where they are recorded, allocation sites. Automatic and
  /// static objects are not counted, since they end by themselves, and texts with the objects that
  /// own them.
  ///
  /// Exact for what no thread creates or deletes meanwhile: headers are counted, and no memory is
  /// searched for pointers. What is *live* is counted, which is more than what is lost: whether the
  /// program can still reach an object is not known, since references are numbers. Nothing is
  /// recorded for it: it takes a walk over all blocks.
  public Leaks leaks() {
    recyclingArenas.flush();
    return LeakCensus.of(this);
  }

  /// Checks the store's bookkeeping, every slab of every thread, while they run.
  ///
  /// @throws CorruptFreeStoreException if an invariant is broken: the message names the first and
  ///   where
  public void verify() {
    String broken = Verification.firstBrokenInvariant(store);
    if (broken != null) {
      throw new CorruptFreeStoreException(broken);
    }
  }

  @Override
  public String toString() {
    return "FreeStore[name=" + options.name() + "]";
  }

  static FreeStore makeGlobal() {
    return new FreeStore(GlobalOptions.read());
  }
}
