// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.AbstractByteBuf;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import org.jspecify.annotations.Nullable;

/// A buffer that is valid for one term of a [Lease]: what direct and heap buffers have in common.
///
/// The object is used for one allocation only, unless the allocator recycles buffers. All its
/// fields are plain: where allocation and release are compiled together, no object is made at all.
abstract class LeasedByteBuf extends AbstractByteBuf {
  final Lease lease;
  private int term;
  int capacity;

  /// Of this object alone, where it is recorded.
  private @Nullable History history;

  LeasedByteBuf(Lease lease, int term, int capacity, int maxCapacity) {
    super(maxCapacity);
    this.lease = lease;
    this.term = term;
    this.capacity = capacity;
  }

  /// Records where it was allocated.
  final void record() {
    history = new History();
    lease.history = history;
  }

  /// Begins another term, as if newly made.
  final void renew(int newTerm, int newCapacity, int maxCapacity) {
    term = newTerm;
    capacity = newCapacity;
    maxCapacity(maxCapacity);
    setIndex(0, 0);
    markReaderIndex();
    markWriterIndex();
  }

  /// Returns lease and memory, after the caller has ended the term.
  ///
  /// The lease first: the next buffer waits for it, and for nothing that follows. With it, this
  /// object may be somebody else's; so what is needed of it has been read by then.
  ///
  /// @param home the lease's
  /// @param number the lease's
  abstract void end(IdleLeases home, int number);

  /// Makes a view of the whole buffer that nothing else uses.
  abstract ByteBuffer newView();

  @Override
  public final int refCnt() {
    int count = lease.count(term);
    return count != 0
        ? count
        : Misuse.countOfReleased(lease.allocator(), isDirect(), capacity, history);
  }

  @Override
  public final ByteBuf retain() {
    return retain(1);
  }

  @Override
  public final ByteBuf retain(int increment) {
    if (increment <= 0) {
      throw new IllegalArgumentException("increment: " + increment + " (expected: > 0)");
    }
    int before = lease.retain(term, increment);
    if (before <= 0) {
      throw before == 0
          ? Misuse.useAfterRelease(lease.allocator(), isDirect(), capacity, history)
          : Misuse.tooManyRetains(-before, increment);
    }
    return this;
  }

  /// What is needed of the lease is read before its term ends, since no processor reads ahead past
  /// a locked instruction.
  @Override
  public final boolean release() {
    IdleLeases home = lease.home;
    int number = lease.number;
    if (lease.endTerm(term)) {
      end(home, number);
      return true;
    }
    return release(1);
  }

  @Override
  public final boolean release(int decrement) {
    if (decrement <= 0) {
      throw new IllegalArgumentException("decrement: " + decrement + " (expected: > 0)");
    }
    int left = lease.release(term, decrement);
    if (left < 0) {
      throw left == -1
          ? Misuse.doubleRelease(lease.allocator(), isDirect(), capacity, history)
          : Misuse.tooManyReleases(-1 - left, decrement);
    }
    if (left > 0) {
      return false;
    }
    end(lease.home, lease.number);
    return true;
  }

  /// Returns the lease: to its home, if that is the calling thread's.
  final void giveBack(IdleLeases home, int number) {
    if (history != null) {
      history.release();
      lease.history = null;
    }
    if (lease.view != null) {
      lease.view = null;
    }
    if (Lease.isLast(term)) {
      home.allocator.forget(number);
    } else if (!home.isOwn() || !home.push(number)) {
      home.allocator.takeBack(home.direct, number);
    }
  }

  @Override
  public final ByteBuf touch() {
    return this;
  }

  @Override
  public final ByteBuf touch(@Nullable Object hint) {
    return this;
  }

  @Override
  public final int capacity() {
    return capacity;
  }

  /// Notes a new capacity, after the memory has it.
  final void resized(long address, int newCapacity) {
    capacity = newCapacity;
    lease.address = address;
    lease.capacity = newCapacity;
    lease.view = null;
    trimIndicesToCapacity(newCapacity);
  }

  @Override
  public final ByteBufAllocator alloc() {
    return lease.allocator();
  }

  @Override
  @SuppressWarnings("deprecation") // of Netty
  public final ByteOrder order() {
    return ByteOrder.BIG_ENDIAN;
  }

  @Override
  public final @Nullable ByteBuf unwrap() {
    return null;
  }

  @Override
  public final boolean isContiguous() {
    return true;
  }

  @Override
  public final int nioBufferCount() {
    return 1;
  }

  @Override
  public final ByteBuffer nioBuffer(int index, int length) {
    checkIndex(index, length);
    return newView().slice(index, length);
  }

  @Override
  public final ByteBuffer[] nioBuffers(int index, int length) {
    return new ByteBuffer[] {nioBuffer(index, length)};
  }

  @Override
  public final ByteBuffer internalNioBuffer(int index, int length) {
    checkIndex(index, length);
    return sharedView().clear().position(index).limit(index + length);
  }

  /// One view a term, for those who use it at once.
  private ByteBuffer sharedView() {
    ByteBuffer view = lease.view;
    if (view == null) {
      view = newView();
      lease.view = view;
    }
    return view;
  }

  @Override
  public final int getBytes(int index, GatheringByteChannel out, int length) throws IOException {
    return out.write(nioBuffer(index, length));
  }

  @Override
  public final int getBytes(int index, FileChannel out, long position, int length)
      throws IOException {
    return out.write(nioBuffer(index, length), position);
  }

  @Override
  public final int readBytes(GatheringByteChannel out, int length) throws IOException {
    checkReadableBytes(length);
    int read = out.write(internalNioBuffer(readerIndex(), length));
    skipBytes(read);
    return read;
  }

  @Override
  public final int readBytes(FileChannel out, long position, int length) throws IOException {
    checkReadableBytes(length);
    int read = out.write(internalNioBuffer(readerIndex(), length), position);
    skipBytes(read);
    return read;
  }

  @Override
  public final int setBytes(int index, ScatteringByteChannel in, int length) throws IOException {
    try {
      return in.read(internalNioBuffer(index, length));
    } catch (ClosedChannelException endOfData) {
      return -1;
    }
  }

  @Override
  public final int setBytes(int index, FileChannel in, long position, int length)
      throws IOException {
    try {
      return in.read(internalNioBuffer(index, length), position);
    } catch (ClosedChannelException endOfData) {
      return -1;
    }
  }
}
