// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// Another [OsMemory] that counts its calls, can be told which of them to refuse, and knows what
/// was not released.
///
/// Thread-safe.
public final class FaultyOsMemory implements OsMemory, AutoCloseable {

  /// The operations that can be refused.
  public enum Operation {
    RESERVE,
    COMMIT,
    PURGE
  }

  private final OsMemory real;
  private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
  private final TreeMap<Long, Long> reservations = new TreeMap<>();
  private Operation failing = Operation.RESERVE;
  private int firstFailing = Integer.MAX_VALUE;
  private int lastFailing;
  private int refused;

  public FaultyOsMemory(OsMemory real) {
    this.real = real;
  }

  /// Refuses call `number` of an operation, counted from 1 since the memory was made, and the
  /// `times - 1` calls after it.
  public synchronized void refuse(Operation operation, int number, int times) {
    failing = operation;
    firstFailing = number;
    lastFailing = (int) Math.min((long) number + times - 1, Integer.MAX_VALUE);
  }

  /// Refuses every call of an operation from now on.
  public synchronized void refuseAll(Operation operation) {
    refuse(operation, calls(operation) + 1, Integer.MAX_VALUE);
  }

  /// Refuses nothing any more.
  public synchronized void recover() {
    firstFailing = Integer.MAX_VALUE;
  }

  /// Returns how often an operation was called.
  public synchronized int calls(Operation operation) {
    return counts.getOrDefault(operation, 0);
  }

  /// Returns how many calls were refused.
  public synchronized int refused() {
    return refused;
  }

  /// Returns the number of reservations that were not released.
  public synchronized int reservationCount() {
    return reservations.size();
  }

  /// Returns the bytes of the reservations that were not released.
  public synchronized long reservedBytes() {
    return reservations.values().stream().mapToLong(Long::longValue).sum();
  }

  private synchronized boolean refuses(Operation operation) {
    int number = counts.merge(operation, 1, Integer::sum);
    boolean refuses = operation == failing && number >= firstFailing && number <= lastFailing;
    refused += refuses ? 1 : 0;
    return refuses;
  }

  @Override
  public long reserve(long byteSize, long byteAlignment) {
    if (refuses(Operation.RESERVE)) {
      return 0;
    }
    long address = real.reserve(byteSize, byteAlignment);
    if (address != 0) {
      synchronized (this) {
        reservations.put(address, byteSize);
      }
    }
    return address;
  }

  /// A refused commit of more than one page commits the first half, as a system may.
  @Override
  public boolean commit(long address, long byteSize) {
    if (refuses(Operation.COMMIT)) {
      long half = byteSize / 2 & -pageBytes();
      if (half > 0) {
        real.commit(address, half);
      }
      return false;
    }
    return real.commit(address, byteSize);
  }

  /// A refused purge of more than one page purges the first half: the contents are unspecified.
  @Override
  public boolean purge(long address, long byteSize) {
    if (refuses(Operation.PURGE)) {
      long half = byteSize / 2 & -pageBytes();
      if (half > 0) {
        real.purge(address, half);
      }
      return false;
    }
    return real.purge(address, byteSize);
  }

  @Override
  public void adviseHugePages(long address, long byteSize) {
    real.adviseHugePages(address, byteSize);
  }

  @Override
  public void release(long address, long byteSize) {
    synchronized (this) {
      Long reserved = reservations.remove(address);
      if (reserved == null || reserved != byteSize) {
        throw new AssertionError("released bytes=" + byteSize + " but reserved=" + reserved);
      }
    }
    real.release(address, byteSize);
  }

  @Override
  public long pageBytes() {
    return real.pageBytes();
  }

  @Override
  public String lastError() {
    return refused > 0 ? "errno=12" : real.lastError();
  }

  /// Releases whatever was not: nothing of it may be used afterwards.
  @Override
  public synchronized void close() {
    reservations.forEach(real::release);
    reservations.clear();
  }
}
