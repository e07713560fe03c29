// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// `VirtualAlloc` and `VirtualFree` as Windows documents them.
final class SimulatedWindows extends SimulatedLibrary {
  private static final long PAGE_BYTES = 4096;
  private static final long UNIT_BYTES = 64L << 10;
  private static final int ERROR_NOT_ENOUGH_MEMORY = 8;
  private static final int ERROR_INVALID_PARAMETER = 87;
  private static final int ERROR_INVALID_ADDRESS = 487;
  private static final long MEM_COMMIT = 0x1000;
  private static final long MEM_RESERVE = 0x2000;
  private static final long MEM_DECOMMIT = 0x4000;
  private static final long MEM_RELEASE = 0x8000;
  private static final long PAGE_NOACCESS = 0x01;
  private static final long PAGE_READWRITE = 0x04;

  private int thefts;

  SimulatedWindows() {
    super(new SimulatedAddressSpace(PAGE_BYTES, UNIT_BYTES));
    define(
        "VirtualAlloc",
        (address, byteSize, type, prot, e, f) -> alloc(address, byteSize, type, prot));
    define("VirtualFree", (address, byteSize, type, d, e, f) -> free(address, byteSize, type));
  }

  /// Lets another thread take the address, the next `times` times that an address is asked for.
  void stealAddress(int times) {
    thefts = times;
  }

  private long alloc(long address, long byteSize, long type, long protection) {
    if (byteSize <= 0) {
      return fail(ERROR_INVALID_PARAMETER, 0);
    }
    if (type == MEM_RESERVE && protection == PAGE_NOACCESS) {
      return reserve(address, byteSize);
    }
    if (type == MEM_COMMIT && protection == PAGE_READWRITE) {
      return commit(address, byteSize);
    }
    return forbid(
        "VirtualAlloc type=" + type + " protection=" + protection, ERROR_INVALID_PARAMETER, 0);
  }

  private long reserve(long address, long byteSize) {
    if (refuses("VirtualAlloc")) {
      return fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    }
    long bytes = byteSize + PAGE_BYTES - 1 & -PAGE_BYTES;
    long start = address == 0 ? space.place(bytes, UNIT_BYTES) : address & -UNIT_BYTES;
    if (start == 0) {
      return fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    }
    if (address != 0 && thefts > 0) {
      thefts--;
      return fail(ERROR_INVALID_ADDRESS, 0);
    }
    if (!space.isFree(start, bytes)) {
      return fail(ERROR_INVALID_ADDRESS, 0);
    }
    space.map(start, bytes, false);
    return start;
  }

  private long commit(long address, long byteSize) {
    long reservation = space.reservation(address);
    if (!isWholePages(address, byteSize)
        || reservation == 0
        || space.reservation(address + byteSize - 1) != reservation) {
      return forbid("VirtualAlloc commits beyond its reservation", ERROR_INVALID_ADDRESS, 0);
    }
    if (refuses("VirtualAlloc")) {
      return fail(ERROR_NOT_ENOUGH_MEMORY, 0);
    }
    space.setUsable(address, byteSize, true);
    return address;
  }

  private long free(long address, long byteSize, long type) {
    long reservation = space.reservation(address);
    if (type == MEM_RELEASE && byteSize == 0 && reservation == address && address != 0) {
      space.unmap(address, space.endOfReservation(address) - address);
      return asInt(1);
    }
    boolean within = reservation != 0 && space.reservation(address + byteSize - 1) == reservation;
    if (type != MEM_DECOMMIT || !within || !isWholePages(address, byteSize)) {
      return forbid(
          "VirtualFree type=" + type + " bytes=" + byteSize, ERROR_INVALID_PARAMETER, asInt(0));
    }
    if (refuses("VirtualFree")) {
      return fail(ERROR_INVALID_PARAMETER, asInt(0));
    }
    space.setUsable(address, byteSize, false);
    space.forget(address, byteSize);
    return asInt(1);
  }
}
