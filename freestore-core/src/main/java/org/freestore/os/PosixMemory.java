// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// Memory of Linux and macOS: `mmap`, `mprotect`, `madvise`, `munmap`.
///
/// Reservations are private `PROT_READ` mappings, which neither strict overcommit
/// (`vm.overcommit_memory=2`) nor a container's limit counts, and which read as zero; committing
/// makes them writable, too, which strict overcommit does count, and so may refuse.
final class PosixMemory implements OsMemory {
  private final PosixConstants constants;
  private final NativeLibrary library;
  private final NativeFunction mmap;
  private final NativeFunction munmap;
  private final NativeFunction mprotect;
  private final NativeFunction madvise;
  private final long pageBytes;

  PosixMemory(NativeLibrary library, PosixConstants constants) {
    this.library = library;
    this.constants = constants;
    this.mmap = library.function("mmap");
    this.munmap = library.function("munmap");
    this.mprotect = library.function("mprotect");
    this.madvise = library.function("madvise");
    this.pageBytes = library.function("sysconf").call(constants.pageSizeName(), 0, 0, 0, 0, 0);
  }

  @Override
  public long reserve(long byteSize, long byteAlignment) {
    long slack = byteAlignment - pageBytes;
    long mapped = map(0, byteSize + slack, PosixConstants.PROT_READ, 0);
    if (mapped == PosixConstants.MAP_FAILED) {
      return 0;
    }
    long aligned = (mapped + byteAlignment - 1) & -byteAlignment;
    unmap(mapped, aligned - mapped);
    unmap(aligned + byteSize, mapped + slack - aligned);
    return aligned;
  }

  private long map(long address, long byteSize, int protection, int extraFlags) {
    return mmap.call(address, byteSize, protection, constants.mapFlags() | extraFlags, -1, 0);
  }

  private void unmap(long address, long byteSize) {
    if (byteSize > 0) {
      munmap.call(address, byteSize, 0, 0, 0, 0);
    }
  }

  @Override
  public boolean commit(long address, long byteSize) {
    return succeeded(mprotect.call(address, byteSize, PosixConstants.PROT_READ_WRITE, 0, 0, 0));
  }

  @Override
  public boolean purge(long address, long byteSize) {
    if (constants.dontNeed() != PosixConstants.NO_ADVICE) {
      return succeeded(madvise.call(address, byteSize, constants.dontNeed(), 0, 0, 0));
    }
    return map(address, byteSize, PosixConstants.PROT_READ_WRITE, PosixConstants.MAP_FIXED)
        == address;
  }

  @Override
  public void adviseHugePages(long address, long byteSize) {
    if (constants.hugePage() != PosixConstants.NO_ADVICE) {
      madvise.call(address, byteSize, constants.hugePage(), 0, 0, 0);
    }
  }

  @Override
  public void release(long address, long byteSize) {
    unmap(address, byteSize);
  }

  @Override
  public long pageBytes() {
    return pageBytes;
  }

  @Override
  public String lastError() {
    return "errno=" + library.lastErrorNumber();
  }

  /// These functions return an `int`, whose upper half of the register is unspecified.
  private static boolean succeeded(long result) {
    return (int) result == 0;
  }
}
