// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// Memory of Windows: `VirtualAlloc`, `VirtualFree`.
///
/// Purging decommits and commits again, which Windows answers with zero pages; the commit charge
/// stays as it was.
final class WindowsMemory implements OsMemory {
  static final long MEM_COMMIT = 0x1000;
  static final long MEM_RESERVE = 0x2000;
  static final long MEM_DECOMMIT = 0x4000;
  static final long MEM_RELEASE = 0x8000;
  static final long PAGE_NOACCESS = 0x01;
  static final long PAGE_READWRITE = 0x04;

  /// x64 and arm64 Windows; the larger unit of 64 KiB governs the addresses of reservations, not of
  /// pages.
  private static final long PAGE_BYTES = 4096;

  private static final int ALIGNMENT_ATTEMPTS = 16;

  private final NativeLibrary library;
  private final NativeFunction virtualAlloc;
  private final NativeFunction virtualFree;

  WindowsMemory(NativeLibrary library) {
    this.library = library;
    this.virtualAlloc = library.function("VirtualAlloc");
    this.virtualFree = library.function("VirtualFree");
  }

  /// A part of a reservation cannot be released, so an aligned one is found by reserving more,
  /// releasing it, and reserving at the aligned address within; another thread may take that
  /// address in between, hence the attempts.
  @Override
  public long reserve(long byteSize, long byteAlignment) {
    for (int attempt = 0; attempt < ALIGNMENT_ATTEMPTS; attempt++) {
      long probe = reserveAt(0, byteSize + byteAlignment);
      if (probe == 0) {
        return 0;
      }
      virtualFree.call(probe, 0, MEM_RELEASE, 0, 0, 0);
      long aligned = (probe + byteAlignment - 1) & -byteAlignment;
      if (reserveAt(aligned, byteSize) == aligned) {
        return aligned;
      }
    }
    return 0;
  }

  private long reserveAt(long address, long byteSize) {
    return virtualAlloc.call(address, byteSize, MEM_RESERVE, PAGE_NOACCESS, 0, 0);
  }

  @Override
  public boolean commit(long address, long byteSize) {
    return virtualAlloc.call(address, byteSize, MEM_COMMIT, PAGE_READWRITE, 0, 0) != 0;
  }

  @Override
  public boolean purge(long address, long byteSize) {
    boolean decommitted = (int) virtualFree.call(address, byteSize, MEM_DECOMMIT, 0, 0, 0) != 0;
    return commit(address, byteSize) && decommitted;
  }

  /// Large pages of Windows need a privilege and are never demand-paged; transparent ones do not
  /// exist.
  @Override
  public void adviseHugePages(long address, long byteSize) {}

  @Override
  public void release(long address, long byteSize) {
    virtualFree.call(address, 0, MEM_RELEASE, 0, 0, 0);
  }

  @Override
  public long pageBytes() {
    return PAGE_BYTES;
  }

  @Override
  public String lastError() {
    return "GetLastError=" + library.lastErrorNumber();
  }
}
