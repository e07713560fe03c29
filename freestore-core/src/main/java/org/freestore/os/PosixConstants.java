// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// The numbers behind the names of `<sys/mman.h>`, which differ between systems.
///
/// @param mapFlags `MAP_PRIVATE | MAP_ANONYMOUS`, with `MAP_NORESERVE` where the system has it
/// @param dontNeed the advice after which private anonymous pages read as zero, or [#NO_ADVICE]
/// @param hugePage the advice that asks for transparent huge pages, or [#NO_ADVICE]
/// @param pageSizeName `_SC_PAGESIZE`
record PosixConstants(int mapFlags, int dontNeed, int hugePage, int pageSizeName) {
  static final int NO_ADVICE = -1;
  static final int PROT_READ = 1;
  static final int PROT_READ_WRITE = 3;
  static final int MAP_FIXED = 0x10;
  static final long MAP_FAILED = -1;

  /// Linux: `man 2 mmap`, `man 2 madvise`, the same on x86-64 and aarch64.
  static final PosixConstants LINUX = new PosixConstants(0x02 | 0x20 | 0x4000, 4, 14, 30);

  /// macOS has no advice that zeroes; pages are purged by mapping fresh ones over them.
  static final PosixConstants MACOS =
      new PosixConstants(0x0002 | 0x1000 | 0x0040, NO_ADVICE, NO_ADVICE, 29);
}
