// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.invoke.VarHandle;
import org.freestore.memory.Memory;
import org.freestore.object.Reference;

/// The values of a struct's properties, through its flyweight.
///
/// Reads load the value first and then compare generations, so that what they return was the
/// object's even if another thread deletes it at that moment; writes compare first. Plain access is
/// as of a Java field; volatile access and compare-and-set are as of a volatile one.
///
/// What is passed on to say what is wrong is never the flyweight itself: passed to a call, even one
/// that was made once, it would have to exist on the Java heap from then on.
abstract sealed class StructValues extends StructReferences permits StructObject {
  StructValues(long reference, long address) {
    super(reference, address);
  }

  /// Returns the type that this flyweight knows the object as.
  protected abstract StructType<?> type();

  protected final boolean getBoolean(long offset) {
    boolean value = Memory.getBoolean(Memory.bounded(address + offset));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 1);
    }
    return value;
  }

  protected final void putBoolean(long offset, boolean value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 1);
    }
    Memory.putBoolean(Memory.bounded(address + offset), value);
  }

  protected final byte getByte(long offset) {
    byte value = Memory.getByte(Memory.bounded(address + offset));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 1);
    }
    return value;
  }

  protected final void putByte(long offset, byte value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 1);
    }
    Memory.putByte(Memory.bounded(address + offset), value);
  }

  protected final short getShort(long offset) {
    short value = Memory.getShort(Memory.bounded(address + offset));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 2);
    }
    return value;
  }

  protected final void putShort(long offset, short value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 2);
    }
    Memory.putShort(Memory.bounded(address + offset), value);
  }

  protected final char getChar(long offset) {
    char value = Memory.getChar(Memory.bounded(address + offset));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 2);
    }
    return value;
  }

  protected final void putChar(long offset, char value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 2);
    }
    Memory.putChar(Memory.bounded(address + offset), value);
  }

  protected final int getInt(long offset) {
    int value = Memory.getInt(Memory.bounded(address + offset));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 4);
    }
    return value;
  }

  protected final void putInt(long offset, int value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 4);
    }
    Memory.putInt(Memory.bounded(address + offset), value);
  }

  protected final long getLong(long offset) {
    long value = Memory.getLong(Memory.bounded(address + offset));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 8);
    }
    return value;
  }

  protected final void putLong(long offset, long value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 8);
    }
    Memory.putLong(Memory.bounded(address + offset), value);
  }

  protected final float getFloat(long offset) {
    float value = Memory.getFloat(Memory.bounded(address + offset));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 4);
    }
    return value;
  }

  protected final void putFloat(long offset, float value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 4);
    }
    Memory.putFloat(Memory.bounded(address + offset), value);
  }

  protected final double getDouble(long offset) {
    double value = Memory.getDouble(Memory.bounded(address + offset));
    VarHandle.loadLoadFence();
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 8);
    }
    return value;
  }

  protected final void putDouble(long offset, double value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 8);
    }
    Memory.putDouble(Memory.bounded(address + offset), value);
  }

  protected final boolean getBooleanVolatile(long offset) {
    boolean value = Memory.getBooleanVolatile(Memory.bounded(address + offset));
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 1);
    }
    return value;
  }

  protected final void putBooleanVolatile(long offset, boolean value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 1);
    }
    Memory.putBooleanVolatile(Memory.bounded(address + offset), value);
  }

  protected final byte getByteVolatile(long offset) {
    byte value = Memory.getByteVolatile(Memory.bounded(address + offset));
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 1);
    }
    return value;
  }

  protected final void putByteVolatile(long offset, byte value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 1);
    }
    Memory.putByteVolatile(Memory.bounded(address + offset), value);
  }

  protected final short getShortVolatile(long offset) {
    short value = Memory.getShortVolatile(Memory.bounded(address + offset));
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 2);
    }
    return value;
  }

  protected final void putShortVolatile(long offset, short value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 2);
    }
    Memory.putShortVolatile(Memory.bounded(address + offset), value);
  }

  protected final char getCharVolatile(long offset) {
    char value = Memory.getCharVolatile(Memory.bounded(address + offset));
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 2);
    }
    return value;
  }

  protected final void putCharVolatile(long offset, char value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 2);
    }
    Memory.putCharVolatile(Memory.bounded(address + offset), value);
  }

  protected final int getIntVolatile(long offset) {
    int value = Memory.getIntVolatile(Memory.bounded(address + offset));
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 4);
    }
    return value;
  }

  protected final void putIntVolatile(long offset, int value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 4);
    }
    Memory.putIntVolatile(Memory.bounded(address + offset), value);
  }

  protected final long getLongVolatile(long offset) {
    long value = Memory.getLongVolatile(Memory.bounded(address + offset));
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 8);
    }
    return value;
  }

  protected final void putLongVolatile(long offset, long value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 8);
    }
    Memory.putLongVolatile(Memory.bounded(address + offset), value);
  }

  protected final float getFloatVolatile(long offset) {
    float value = Memory.getFloatVolatile(Memory.bounded(address + offset));
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 4);
    }
    return value;
  }

  protected final void putFloatVolatile(long offset, float value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 4);
    }
    Memory.putFloatVolatile(Memory.bounded(address + offset), value);
  }

  protected final double getDoubleVolatile(long offset) {
    double value = Memory.getDoubleVolatile(Memory.bounded(address + offset));
    if (Reference.isStale(reference)) {
      throw StaleAccess.read(type(), reference, address, offset, 8);
    }
    return value;
  }

  protected final void putDoubleVolatile(long offset, double value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 8);
    }
    Memory.putDoubleVolatile(Memory.bounded(address + offset), value);
  }

  protected final boolean compareAndSetInt(long offset, int expected, int value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 4);
    }
    return Memory.compareAndSetInt(Memory.bounded(address + offset), expected, value);
  }

  protected final int getAndAddInt(long offset, int delta) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 4);
    }
    return Memory.getAndAddInt(Memory.bounded(address + offset), delta);
  }

  protected final boolean compareAndSetLong(long offset, long expected, long value) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 8);
    }
    return Memory.compareAndSetLong(Memory.bounded(address + offset), expected, value);
  }

  protected final long getAndAddLong(long offset, long delta) {
    if (Reference.isStale(reference)) {
      throw StaleAccess.write(type(), reference, address, offset, 8);
    }
    return Memory.getAndAddLong(Memory.bounded(address + offset), delta);
  }
}
