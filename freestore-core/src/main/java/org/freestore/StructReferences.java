// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.invoke.VarHandle;
import org.freestore.heap.ObjectFastPath;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;

/// Access to structs by reference, without a flyweight: for the static accessors of the generated
/// classes.
///
/// The whole header is compared, so that a reference to anything but an object of the type is found
/// out; what differs and is right nevertheless, such as an automatic object, is told by the slow
/// path. No bits of a reference lead out of the window, all of which can be read.
abstract sealed class StructReferences extends StoreObject permits StructValues {
  StructReferences(long reference, long address) {
    super(reference, address);
  }

  private static boolean isNot(long block, long reference, long live) {
    return Memory.getLong(block) != ((reference & Reference.GENERATION_MASK) | live);
  }

  /// Reads a property of the object that a reference refers to.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param offset from the start of the block: 8 more than from that of the payload
  protected static boolean getBoolean(long reference, long live, long offset) {
    long block = Reference.address(reference);
    boolean value = Memory.getBoolean(block + offset);
    VarHandle.loadLoadFence();
    if (isNot(block, reference, live)) {
      StaleAccess.recheckRead(reference, live, offset, 1);
    }
    return value;
  }

  /// Writes a property of the object that a reference refers to.
  protected static void putBoolean(long reference, long live, long offset, boolean value) {
    long block = Reference.address(reference);
    if (isNot(block, reference, live)) {
      StaleAccess.recheckWrite(reference, live, offset, 1);
    }
    Memory.putBoolean(block + offset, value);
  }

  /// Reads a property of the object that a reference refers to.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param offset from the start of the block: 8 more than from that of the payload
  protected static byte getByte(long reference, long live, long offset) {
    long block = Reference.address(reference);
    byte value = Memory.getByte(block + offset);
    VarHandle.loadLoadFence();
    if (isNot(block, reference, live)) {
      StaleAccess.recheckRead(reference, live, offset, 1);
    }
    return value;
  }

  /// Writes a property of the object that a reference refers to.
  protected static void putByte(long reference, long live, long offset, byte value) {
    long block = Reference.address(reference);
    if (isNot(block, reference, live)) {
      StaleAccess.recheckWrite(reference, live, offset, 1);
    }
    Memory.putByte(block + offset, value);
  }

  /// Reads a property of the object that a reference refers to.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param offset from the start of the block: 8 more than from that of the payload
  protected static short getShort(long reference, long live, long offset) {
    long block = Reference.address(reference);
    short value = Memory.getShort(block + offset);
    VarHandle.loadLoadFence();
    if (isNot(block, reference, live)) {
      StaleAccess.recheckRead(reference, live, offset, 2);
    }
    return value;
  }

  /// Writes a property of the object that a reference refers to.
  protected static void putShort(long reference, long live, long offset, short value) {
    long block = Reference.address(reference);
    if (isNot(block, reference, live)) {
      StaleAccess.recheckWrite(reference, live, offset, 2);
    }
    Memory.putShort(block + offset, value);
  }

  /// Reads a property of the object that a reference refers to.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param offset from the start of the block: 8 more than from that of the payload
  protected static char getChar(long reference, long live, long offset) {
    long block = Reference.address(reference);
    char value = Memory.getChar(block + offset);
    VarHandle.loadLoadFence();
    if (isNot(block, reference, live)) {
      StaleAccess.recheckRead(reference, live, offset, 2);
    }
    return value;
  }

  /// Writes a property of the object that a reference refers to.
  protected static void putChar(long reference, long live, long offset, char value) {
    long block = Reference.address(reference);
    if (isNot(block, reference, live)) {
      StaleAccess.recheckWrite(reference, live, offset, 2);
    }
    Memory.putChar(block + offset, value);
  }

  /// Reads a property of the object that a reference refers to.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param offset from the start of the block: 8 more than from that of the payload
  protected static int getInt(long reference, long live, long offset) {
    long block = Reference.address(reference);
    int value = Memory.getInt(block + offset);
    VarHandle.loadLoadFence();
    if (isNot(block, reference, live)) {
      StaleAccess.recheckRead(reference, live, offset, 4);
    }
    return value;
  }

  /// Writes a property of the object that a reference refers to.
  protected static void putInt(long reference, long live, long offset, int value) {
    long block = Reference.address(reference);
    if (isNot(block, reference, live)) {
      StaleAccess.recheckWrite(reference, live, offset, 4);
    }
    Memory.putInt(block + offset, value);
  }

  /// Reads a property of the object that a reference refers to.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param offset from the start of the block: 8 more than from that of the payload
  protected static long getLong(long reference, long live, long offset) {
    long block = Reference.address(reference);
    long value = Memory.getLong(block + offset);
    VarHandle.loadLoadFence();
    if (isNot(block, reference, live)) {
      StaleAccess.recheckRead(reference, live, offset, 8);
    }
    return value;
  }

  /// Writes a property of the object that a reference refers to.
  protected static void putLong(long reference, long live, long offset, long value) {
    long block = Reference.address(reference);
    if (isNot(block, reference, live)) {
      StaleAccess.recheckWrite(reference, live, offset, 8);
    }
    Memory.putLong(block + offset, value);
  }

  /// Reads a property of the object that a reference refers to.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param offset from the start of the block: 8 more than from that of the payload
  protected static float getFloat(long reference, long live, long offset) {
    long block = Reference.address(reference);
    float value = Memory.getFloat(block + offset);
    VarHandle.loadLoadFence();
    if (isNot(block, reference, live)) {
      StaleAccess.recheckRead(reference, live, offset, 4);
    }
    return value;
  }

  /// Writes a property of the object that a reference refers to.
  protected static void putFloat(long reference, long live, long offset, float value) {
    long block = Reference.address(reference);
    if (isNot(block, reference, live)) {
      StaleAccess.recheckWrite(reference, live, offset, 4);
    }
    Memory.putFloat(block + offset, value);
  }

  /// Reads a property of the object that a reference refers to.
  ///
  /// @param live what [StructType#liveHeader()] returns
  /// @param offset from the start of the block: 8 more than from that of the payload
  protected static double getDouble(long reference, long live, long offset) {
    long block = Reference.address(reference);
    double value = Memory.getDouble(block + offset);
    VarHandle.loadLoadFence();
    if (isNot(block, reference, live)) {
      StaleAccess.recheckRead(reference, live, offset, 8);
    }
    return value;
  }

  /// Writes a property of the object that a reference refers to.
  protected static void putDouble(long reference, long live, long offset, double value) {
    long block = Reference.address(reference);
    if (isNot(block, reference, live)) {
      StaleAccess.recheckWrite(reference, live, offset, 8);
    }
    Memory.putDouble(block + offset, value);
  }

  /// Writes a pointer to the object that a reference refers to.
  ///
  /// @param pointee a reference to an object of the type that `pointeeLive` is of, or 0
  protected static void putPointer(
      long reference, long live, long offset, long pointee, long pointeeLive) {
    requireReference(pointee, pointeeLive);
    putLong(reference, live, offset, pointee);
  }

  /// Checks that a reference refers to a live object of a type, or is 0, and returns it.
  ///
  /// @throws UseAfterDeleteException if the object is gone
  /// @throws TypeMismatchException if it is of another type
  protected static long requireReference(long reference, long live) {
    if (reference != 0 && isNot(Reference.address(reference), reference, live)) {
      StaleAccess.recheckRead(reference, live, 0, 0);
    }
    return reference;
  }

  /// Deletes the object that a reference refers to, as [FreeStore#delete(Object)] does.
  ///
  /// @param reference a reference to an object of the type that `live` is of, or 0
  protected static void delete(long reference, long live) {
    if ((live & (Header.TRIVIAL | Header.INDIRECT)) != Header.TRIVIAL
        || !ObjectFastPath.delete(reference, live)) {
      Deletion.ofReference(reference, live);
    }
  }
}
