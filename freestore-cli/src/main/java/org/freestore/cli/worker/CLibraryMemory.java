// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Makes glibc give back the memory of freed blocks, which it keeps otherwise (malloc_trim(3)).
final class CLibraryMemory {
  private CLibraryMemory() {}

  /// Gives back what can be given back; does nothing where the C library is another.
  static void giveBack() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> trim = linker.defaultLookup().find("malloc_trim");
    if (trim.isEmpty()) {
      return;
    }
    try {
      FunctionDescriptor function = FunctionDescriptor.of(JAVA_INT, JAVA_LONG);
      Object released = linker.downcallHandle(trim.get(), function).invoke(0L);
      assert released != null;
    } catch (Throwable e) {
      throw new IllegalStateException("malloc_trim failed", e);
    }
  }
}
