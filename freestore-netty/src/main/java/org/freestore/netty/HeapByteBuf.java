// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A buffer over a pooled array of the Java heap, whose length is at least the capacity.
final class HeapByteBuf extends LeasedByteBuf {
  private static final byte[] NONE = {};

  private static final VarHandle SHORT = big(short[].class);
  private static final VarHandle INT = big(int[].class);
  private static final VarHandle LONG = big(long[].class);
  private static final VarHandle SHORT_LE = little(short[].class);
  private static final VarHandle INT_LE = little(int[].class);
  private static final VarHandle LONG_LE = little(long[].class);

  private byte[] array;

  HeapByteBuf(Lease lease, int term, byte[] array, int capacity, int maxCapacity) {
    super(lease, term, capacity, maxCapacity);
    this.array = array;
  }

  private static VarHandle big(Class<?> view) {
    return MethodHandles.byteArrayViewVarHandle(view, ByteOrder.BIG_ENDIAN);
  }

  private static VarHandle little(Class<?> view) {
    return MethodHandles.byteArrayViewVarHandle(view, ByteOrder.LITTLE_ENDIAN);
  }

  /// Begins another term, as if newly made.
  ByteBuf renew(int term, byte[] newArray, int capacity, int maxCapacity) {
    array = newArray;
    renew(term, capacity, maxCapacity);
    return this;
  }

  @Override
  void end(IdleLeases home, int number) {
    byte[] given = array;
    array = NONE;
    giveBack(home, number);
    home.allocator.giveArray(given);
  }

  @Override
  ByteBuffer newView() {
    return ByteBuffer.wrap(array, 0, capacity).slice();
  }

  @Override
  public ByteBuf capacity(int newCapacity) {
    checkNewCapacity(newCapacity);
    if (newCapacity != capacity) {
      if (!ArrayClasses.fits(array.length, newCapacity)) {
        move(newCapacity);
      }
      resized(0, newCapacity);
    }
    return this;
  }

  private void move(int newCapacity) {
    byte[] old = array;
    byte[] grown = lease.allocator().takeArray(newCapacity);
    System.arraycopy(old, 0, grown, 0, Math.min(capacity, newCapacity));
    array = grown;
    lease.allocator().giveArray(old);
  }

  @Override
  public boolean isDirect() {
    return false;
  }

  @Override
  public boolean hasArray() {
    return true;
  }

  @Override
  public byte[] array() {
    ensureAccessible();
    return array;
  }

  @Override
  public int arrayOffset() {
    return 0;
  }

  @Override
  public boolean hasMemoryAddress() {
    return false;
  }

  @Override
  public long memoryAddress() {
    throw new UnsupportedOperationException("heap buffer");
  }

  @Override
  protected byte _getByte(int index) {
    return array[index];
  }

  @Override
  protected short _getShort(int index) {
    return (short) SHORT.get(array, index);
  }

  @Override
  protected short _getShortLE(int index) {
    return (short) SHORT_LE.get(array, index);
  }

  @Override
  protected int _getUnsignedMedium(int index) {
    return (array[index] & 0xff) << 16 | (_getShort(index + 1) & 0xffff);
  }

  @Override
  protected int _getUnsignedMediumLE(int index) {
    return (_getShortLE(index) & 0xffff) | (array[index + 2] & 0xff) << 16;
  }

  @Override
  protected int _getInt(int index) {
    return (int) INT.get(array, index);
  }

  @Override
  protected int _getIntLE(int index) {
    return (int) INT_LE.get(array, index);
  }

  @Override
  protected long _getLong(int index) {
    return (long) LONG.get(array, index);
  }

  @Override
  protected long _getLongLE(int index) {
    return (long) LONG_LE.get(array, index);
  }

  @Override
  protected void _setByte(int index, int value) {
    array[index] = (byte) value;
  }

  @Override
  protected void _setShort(int index, int value) {
    SHORT.set(array, index, (short) value);
  }

  @Override
  protected void _setShortLE(int index, int value) {
    SHORT_LE.set(array, index, (short) value);
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
    INT.set(array, index, value);
  }

  @Override
  protected void _setIntLE(int index, int value) {
    INT_LE.set(array, index, value);
  }

  @Override
  protected void _setLong(int index, long value) {
    LONG.set(array, index, value);
  }

  @Override
  protected void _setLongLE(int index, long value) {
    LONG_LE.set(array, index, value);
  }

  @Override
  public ByteBuf getBytes(int index, ByteBuf target, int targetIndex, int length) {
    checkDstIndex(index, length, targetIndex, target.capacity());
    if (target.hasArray()) {
      System.arraycopy(array, index, target.array(), target.arrayOffset() + targetIndex, length);
    } else {
      target.setBytes(targetIndex, array, index, length);
    }
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, byte[] target, int targetIndex, int length) {
    checkDstIndex(index, length, targetIndex, target.length);
    System.arraycopy(array, index, target, targetIndex, length);
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, ByteBuffer target) {
    checkIndex(index, target.remaining());
    target.put(array, index, target.remaining());
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, OutputStream target, int length) throws IOException {
    checkIndex(index, length);
    target.write(array, index, length);
    return this;
  }

  @Override
  public ByteBuf setBytes(int index, ByteBuf source, int sourceIndex, int length) {
    checkSrcIndex(index, length, sourceIndex, source.capacity());
    if (source.hasArray()) {
      System.arraycopy(source.array(), source.arrayOffset() + sourceIndex, array, index, length);
    } else {
      source.getBytes(sourceIndex, array, index, length);
    }
    return this;
  }

  @Override
  public ByteBuf setBytes(int index, byte[] source, int sourceIndex, int length) {
    checkSrcIndex(index, length, sourceIndex, source.length);
    System.arraycopy(source, sourceIndex, array, index, length);
    return this;
  }

  @Override
  public ByteBuf setBytes(int index, ByteBuffer source) {
    checkIndex(index, source.remaining());
    source.get(array, index, source.remaining());
    return this;
  }

  @Override
  public int setBytes(int index, InputStream source, int length) throws IOException {
    checkIndex(index, length);
    return source.read(array, index, length);
  }

  @Override
  public ByteBuf copy(int index, int length) {
    checkIndex(index, length);
    return alloc().heapBuffer(length, maxCapacity()).writeBytes(this, index, length);
  }
}
