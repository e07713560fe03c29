// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// `mmap` and its companions as Linux and macOS document them, with each system's own numbers.
///
/// The numbers are written down here a second time, from the manuals, so that a wrong one in
/// [PosixConstants] is found.
final class SimulatedPosix extends SimulatedLibrary {
  private static final int EINVAL = 22;
  private static final int ENOMEM = 12;
  private static final int EAGAIN = 11;
  private static final int PROT_READ = 1;
  private static final int PROT_READ_WRITE = 1 | 2;
  private static final int MAP_PRIVATE = 0x02;
  private static final int MAP_FIXED = 0x10;

  /// @param mapAnonymous `MAP_ANONYMOUS`, or `MAP_ANON`
  /// @param mapNoReserve `MAP_NORESERVE`
  /// @param pageSizeName `_SC_PAGESIZE`
  /// @param zeroingAdvice the advice that makes private anonymous pages zero, or -1 where there is
  ///   none
  /// @param hugePageAdvice `MADV_HUGEPAGE`, or -1 where there is none
  record Platform(
      long pageBytes,
      int mapAnonymous,
      int mapNoReserve,
      int pageSizeName,
      int zeroingAdvice,
      int hugePageAdvice) {
    static final Platform LINUX = new Platform(4096, 0x20, 0x4000, 30, 4, 14);
    static final Platform MACOS = new Platform(16384, 0x1000, 0x40, 29, -1, -1);
  }

  private final Platform system;

  SimulatedPosix(Platform system) {
    super(new SimulatedAddressSpace(system.pageBytes(), system.pageBytes()));
    this.system = system;
    define("sysconf", (name, b, c, d, e, f) -> sysconf(name));
    define("mmap", this::mmap);
    define("munmap", (address, byteSize, c, d, e, f) -> munmap(address, byteSize));
    define("mprotect", (address, byteSize, prot, d, e, f) -> mprotect(address, byteSize, prot));
    define("madvise", (address, byteSize, advice, d, e, f) -> madvise(address, byteSize, advice));
  }

  private long sysconf(long name) {
    return name == system.pageSizeName()
        ? system.pageBytes()
        : forbid("sysconf(" + name + ")", EINVAL, -1);
  }

  private long mmap(long address, long byteSize, long prot, long flags, long file, long offset) {
    boolean fixed = (flags & MAP_FIXED) != 0;
    long wanted = MAP_PRIVATE | system.mapAnonymous() | system.mapNoReserve();
    if ((flags & ~MAP_FIXED) != wanted
        || (prot != PROT_READ && prot != PROT_READ_WRITE)
        || file != -1
        || offset != 0
        || byteSize <= 0
        || (fixed && !isWholePages(address, byteSize))) {
      return forbid("mmap flags=" + flags + " prot=" + prot + " file=" + file, EINVAL, -1);
    }
    if (refuses("mmap")) {
      return fail(ENOMEM, -1);
    }
    if (fixed) {
      return mapOver(address, byteSize, prot == PROT_READ_WRITE);
    }
    long place = space.place(byteSize, system.pageBytes());
    if (place == 0) {
      return fail(ENOMEM, -1);
    }
    space.map(place, byteSize, prot == PROT_READ_WRITE);
    return place;
  }

  private long mapOver(long address, long byteSize, boolean usable) {
    if (!space.isMapped(address, byteSize)) {
      return forbid("mmap with MAP_FIXED over what is not ours", ENOMEM, -1);
    }
    space.setUsable(address, byteSize, usable);
    space.forget(address, byteSize);
    return address;
  }

  private long munmap(long address, long byteSize) {
    if (!isWholePages(address, byteSize) || !space.isMapped(address, byteSize)) {
      return forbid("munmap of what is not mapped", EINVAL, asInt(-1));
    }
    space.unmap(address, byteSize);
    return asInt(0);
  }

  private long mprotect(long address, long byteSize, long prot) {
    if (!isWholePages(address, byteSize)
        || !space.isMapped(address, byteSize)
        || prot != PROT_READ_WRITE) {
      return forbid("mprotect prot=" + prot, EINVAL, asInt(-1));
    }
    if (refuses("mprotect")) {
      return fail(ENOMEM, asInt(-1));
    }
    space.setUsable(address, byteSize, true);
    return asInt(0);
  }

  /// Advice that the system does not know, or that does something else there, is forbidden.
  private long madvise(long address, long byteSize, long advice) {
    boolean known = advice == system.zeroingAdvice() || advice == system.hugePageAdvice();
    if (!known || !isWholePages(address, byteSize) || !space.isMapped(address, byteSize)) {
      return forbid("madvise advice=" + advice, EINVAL, asInt(-1));
    }
    if (refuses("madvise")) {
      return fail(EAGAIN, asInt(-1));
    }
    if (advice == system.zeroingAdvice()) {
      space.forget(address, byteSize);
    }
    return asInt(0);
  }
}
