// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

/// A buffer over a raw block of a store.
final class DirectByteBuf extends LeasedByteBuf {
  private static final int PIECE_BYTES = 8192;

  private long address;

  DirectByteBuf(Lease lease, int term, long address, int capacity, int maxCapacity) {
    super(lease, term, capacity, maxCapacity);
    this.address = address;
  }

  /// Begins another term, as if newly made.
  ByteBuf renew(int term, long newAddress, int capacity, int maxCapacity) {
    address = newAddress;
    renew(term, capacity, maxCapacity);
    return this;
  }

  @Override
  void end(IdleLeases home, int number) {
    long block = address;
    giveBack(home, number);
    home.allocator.store().free(block);
  }

  @Override
  ByteBuffer newView() {
    return RawMemory.view(address, capacity);
  }

  @Override
  public ByteBuf capacity(int newCapacity) {
    checkNewCapacity(newCapacity);
    if (newCapacity != capacity) {
      address = lease.allocator().store().realloc(address, newCapacity);
      resized(address, newCapacity);
    }
    return this;
  }

  @Override
  public boolean isDirect() {
    return true;
  }

  @Override
  public boolean hasArray() {
    return false;
  }

  @Override
  public byte[] array() {
    throw new UnsupportedOperationException("direct buffer");
  }

  @Override
  public int arrayOffset() {
    throw new UnsupportedOperationException("direct buffer");
  }

  @Override
  public boolean hasMemoryAddress() {
    return true;
  }

  @Override
  public long memoryAddress() {
    ensureAccessible();
    return address;
  }

  @Override
  protected byte _getByte(int index) {
    return RawMemory.getByte(address + index);
  }

  @Override
  protected short _getShort(int index) {
    return RawMemory.getShort(address + index);
  }

  @Override
  protected short _getShortLE(int index) {
    return RawMemory.getShortLE(address + index);
  }

  @Override
  protected int _getUnsignedMedium(int index) {
    return (_getByte(index) & 0xff) << 16 | (_getShort(index + 1) & 0xffff);
  }

  @Override
  protected int _getUnsignedMediumLE(int index) {
    return (_getShortLE(index) & 0xffff) | (_getByte(index + 2) & 0xff) << 16;
  }

  @Override
  protected int _getInt(int index) {
    return RawMemory.getInt(address + index);
  }

  @Override
  protected int _getIntLE(int index) {
    return RawMemory.getIntLE(address + index);
  }

  @Override
  protected long _getLong(int index) {
    return RawMemory.getLong(address + index);
  }

  @Override
  protected long _getLongLE(int index) {
    return RawMemory.getLongLE(address + index);
  }

  @Override
  protected void _setByte(int index, int value) {
    RawMemory.putByte(address + index, value);
  }

  @Override
  protected void _setShort(int index, int value) {
    RawMemory.putShort(address + index, value);
  }

  @Override
  protected void _setShortLE(int index, int value) {
    RawMemory.putShortLE(address + index, value);
  }

  @Override
  protected void _setMedium(int index, int value) {
    _setByte(index, value >>> 16);
    _setShort(index + 1, value);
  }

  @Override
  protected void _setMediumLE(int index, int value) {
    _setShortLE(index, value);
    _setByte(index + 2, value >>> 16);
  }

  @Override
  protected void _setInt(int index, int value) {
    RawMemory.putInt(address + index, value);
  }

  @Override
  protected void _setIntLE(int index, int value) {
    RawMemory.putIntLE(address + index, value);
  }

  @Override
  protected void _setLong(int index, long value) {
    RawMemory.putLong(address + index, value);
  }

  @Override
  protected void _setLongLE(int index, long value) {
    RawMemory.putLongLE(address + index, value);
  }

  @Override
  public ByteBuf getBytes(int index, ByteBuf target, int targetIndex, int length) {
    checkDstIndex(index, length, targetIndex, target.capacity());
    if (target.hasArray()) {
      RawMemory.copyToArray(
          address + index, target.array(), target.arrayOffset() + targetIndex, length);
    } else if (target.hasMemoryAddress() && !target.isReadOnly()) {
      RawMemory.copy(address + index, target.memoryAddress() + targetIndex, length);
    } else {
      target.setBytes(targetIndex, this, index, length);
    }
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, byte[] target, int targetIndex, int length) {
    checkDstIndex(index, length, targetIndex, target.length);
    RawMemory.copyToArray(address + index, target, targetIndex, length);
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, ByteBuffer target) {
    checkIndex(index, target.remaining());
    if (target.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
    RawMemory.copyTo(target, address + index);
    target.position(target.limit());
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, OutputStream target, int length) throws IOException {
    checkIndex(index, length);
    byte[] piece = lease.allocator().takeArray(Math.min(length, PIECE_BYTES));
    try {
      for (int done = 0; done < length; done += piece.length) {
        int byteSize = Math.min(length - done, piece.length);
        getBytes(index + done, piece, 0, byteSize);
        target.write(piece, 0, byteSize);
      }
    } finally {
      lease.allocator().giveArray(piece);
    }
    return this;
  }

  @Override
  public ByteBuf setBytes(int index, ByteBuf source, int sourceIndex, int length) {
    checkSrcIndex(index, length, sourceIndex, source.capacity());
    if (source.hasArray()) {
      RawMemory.copyFromArray(
          source.array(), source.arrayOffset() + sourceIndex, address + index, length);
    } else if (source.hasMemoryAddress()) {
      RawMemory.copy(source.memoryAddress() + sourceIndex, address + index, length);
    } else {
      source.getBytes(sourceIndex, this, index, length);
    }
    return this;
  }

  @Override
  public ByteBuf setBytes(int index, byte[] source, int sourceIndex, int length) {
    checkSrcIndex(index, length, sourceIndex, source.length);
    RawMemory.copyFromArray(source, sourceIndex, address + index, length);
    return this;
  }

  @Override
  public ByteBuf setBytes(int index, ByteBuffer source) {
    checkIndex(index, source.remaining());
    RawMemory.copyFrom(source, address + index);
    source.position(source.limit());
    return this;
  }

  @Override
  public int setBytes(int index, InputStream source, int length) throws IOException {
    checkIndex(index, length);
    byte[] whole = lease.allocator().takeArray(length);
    try {
      int read = source.read(whole, 0, length);
      if (read > 0) {
        setBytes(index, whole, 0, read);
      }
      return read;
    } finally {
      lease.allocator().giveArray(whole);
    }
  }

  @Override
  public ByteBuf copy(int index, int length) {
    checkIndex(index, length);
    return alloc().directBuffer(length, maxCapacity()).writeBytes(this, index, length);
  }
}
