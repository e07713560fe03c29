// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Tells whether standard error is a terminal (isatty(3)), which `System.console()` does not.
final class Terminal {
  private static final int STANDARD_ERROR = 2;

  private Terminal() {}

  static boolean onStandardError() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> isatty =
        linker.defaultLookup().find("isatty").or(() -> linker.defaultLookup().find("_isatty"));
    if (isatty.isEmpty()) {
      return false;
    }
    try {
      FunctionDescriptor function = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
      return (int) linker.downcallHandle(isatty.get(), function).invokeExact(STANDARD_ERROR) != 0;
    } catch (Throwable e) {
      throw new IllegalStateException("isatty failed", e);
    }
  }
}
