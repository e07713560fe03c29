// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.time.Instant;
import java.util.List;
import org.freestore.ObjectKind;
import org.jspecify.annotations.Nullable;

/// The live blocks of all stores, one store after another: its objects, each with all of its
/// blocks, then its raw blocks. Where the second block of an object is, [#payloads()] says.
///
/// A block is a number from 0 to [#count()] − 1; what is known of it is in columns, some 28 bytes a
/// block. Immutable, for any threads.
public final class Blocks {
  private static final int ROOT = 1;

  final LongColumn address;
  final LongColumn reference;
  final IntColumn shape;
  final IntColumn allocation;
  final IntColumn flags;
  final Payloads payloads;
  final List<Shape> shapes;
  final Allocations allocations;

  // Made at the first need; two threads that make one make the same.
  private volatile @Nullable ReferenceIndex objects;
  private volatile @Nullable ReferenceIndex raws;

  Blocks(
      LongColumn address,
      LongColumn reference,
      IntColumn shape,
      IntColumn allocation,
      IntColumn flags,
      Payloads payloads,
      List<Shape> shapes,
      Allocations allocations) {
    this.address = address;
    this.reference = reference;
    this.shape = shape;
    this.allocation = allocation;
    this.flags = flags;
    this.payloads = payloads;
    this.shapes = shapes;
    this.allocations = allocations;
  }

  /// Returns how many there are.
  public int count() {
    return address.size();
  }

  /// Returns where a block starts: at its header, if it is an object's.
  ///
  /// @throws IndexOutOfBoundsException possibly, if there is no such block; so do all others
  public long address(int block) {
    return address.get(block);
  }

  /// Returns the reference to an object, which names it for ever; 0 for a raw block.
  public long reference(int block) {
    return reference.get(block);
  }

  /// Returns type, kind and sizes.
  public Shape shape(int block) {
    return shapes.get(shape.get(block));
  }

  /// Returns the number of a block's shape in [#shapes()].
  public int shapeNumber(int block) {
    return shape.get(block);
  }

  /// Returns the shapes of all blocks, each once.
  public List<Shape> shapes() {
    return shapes;
  }

  /// Returns the type or, of an array, the elements'; empty for what has none.
  public String typeName(int block) {
    return shape(block).typeName();
  }

  /// Returns how it came to be.
  public ObjectKind kind(int block) {
    return shape(block).kind();
  }

  /// Returns all bytes of all its blocks. Their sum over all blocks is what the store has in use.
  public long blockBytes(int block) {
    return shape(block).blockBytes();
  }

  /// Returns the size of its payload or elements, in bytes.
  public long byteSize(int block) {
    return shape(block).byteSize();
  }

  /// Returns the number of elements, or -1 for what is not an array.
  public long arrayLength(int block) {
    return shape(block).arrayLength();
  }

  /// Returns the raw blocks that objects have for large payloads.
  public Payloads payloads() {
    return payloads;
  }

  /// Returns whether it is a root by itself, as automatic and static objects are, or was registered
  /// as one: see [Roots].
  public boolean isRoot(int block) {
    return (flags.get(block) & ROOT) != 0;
  }

  /// Returns whether its allocation was recorded: of every block in stores that record sites, else
  /// of a sample.
  public boolean isRecorded(int block) {
    return allocation.get(block) != Allocations.NONE;
  }

  /// Returns where it was allocated; [Site#UNKNOWN] where that was not recorded.
  public Site site(int block) {
    int recorded = allocation.get(block);
    return recorded == Allocations.NONE
        ? Site.UNKNOWN
        : allocations.sites.get(allocations.site.get(recorded));
  }

  /// Returns how many allocations of blocks of this size its record stands for: 1 where all are
  /// recorded; 0 where it was not recorded.
  public double weight(int block) {
    int recorded = allocation.get(block);
    return recorded == Allocations.NONE ? 0 : allocations.weight(recorded);
  }

  /// Returns when it was allocated, or `null` where that was not recorded.
  public @Nullable Instant allocatedAt(int block) {
    int recorded = allocation.get(block);
    return recorded == Allocations.NONE ? null : allocations.at(recorded);
  }

  /// Returns the name of the thread that allocated it, or `null` where that was not recorded.
  public @Nullable String threadName(int block) {
    int recorded = allocation.get(block);
    return recorded == Allocations.NONE
        ? null
        : allocations.threads.get(allocations.thread.get(recorded)).name();
  }

  /// Returns the identifier of the thread that allocated it; 0 where that was not recorded.
  public long threadId(int block) {
    int recorded = allocation.get(block);
    return recorded == Allocations.NONE
        ? 0
        : allocations.threads.get(allocations.thread.get(recorded)).id();
  }

  /// Returns the object of a reference, or −1 if it is not among them.
  public int find(long reference) {
    ReferenceIndex index = objects;
    if (index == null) {
      index = new ReferenceIndex(this.reference);
      objects = index;
    }
    return index.find(reference);
  }

  /// Returns the raw block that starts at an address, or −1 if there is none.
  public int findRaw(long address) {
    ReferenceIndex index = raws;
    if (index == null) {
      LongColumn addresses = new LongColumn();
      for (int block = 0; block < count(); block++) {
        addresses.add(reference(block) == 0 ? address(block) : 0);
      }
      index = new ReferenceIndex(addresses);
      raws = index;
    }
    return index.find(address);
  }

  /// Collects them.
  static final class Builder {
    private final LongColumn address = new LongColumn();
    private final LongColumn reference = new LongColumn();
    private final IntColumn shape = new IntColumn();
    private final IntColumn allocation = new IntColumn();
    private final IntColumn flags = new IntColumn();
    private final IntColumn payloadOwner = new IntColumn();
    private final LongColumn payloadAddress = new LongColumn();
    private final Interned<Shape> shapes = new Interned<>();

    void add(long address, long reference, Shape shape, int allocation, boolean root) {
      this.address.add(address);
      this.reference.add(reference);
      this.shape.add(shapes.number(shape));
      this.allocation.add(allocation);
      flags.add(root ? ROOT : 0);
    }

    /// Says where the payload of the block added last is.
    void payload(long address) {
      payloadOwner.add(count() - 1);
      payloadAddress.add(address);
    }

    int count() {
      return address.size();
    }

    /// Finds objects by their references.
    ReferenceIndex index() {
      return new ReferenceIndex(reference);
    }

    Blocks build(Allocations allocations) {
      return new Blocks(
          address,
          reference,
          shape,
          allocation,
          flags,
          new Payloads(payloadOwner, payloadAddress),
          shapes.values(),
          allocations);
    }
  }
}
