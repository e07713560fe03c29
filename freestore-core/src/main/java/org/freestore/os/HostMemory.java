// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;

/// Chooses the [OsMemory] of the machine this process runs on.
///
/// Linux on x86-64 is what is run and tested. The code for aarch64, macOS and Windows passes the
/// same contract tests against a simulated system and has not been run on a real one.
public final class HostMemory {

  private HostMemory() {}

  /// Returns the memory of this machine.
  ///
  /// @throws UnsupportedOperationException on another operating system, or a 32-bit one
  /// @throws IllegalStateException if this module may not call native functions; the message says
  ///   which flag to pass
  public static OsMemory open() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("linux")) {
      return new PosixMemory(processFunctions(), PosixConstants.LINUX);
    }
    if (system.startsWith("mac")) {
      return new PosixMemory(processFunctions(), PosixConstants.MACOS);
    }
    if (system.startsWith("windows")) {
      SymbolLookup kernel = SymbolLookup.libraryLookup("kernel32.dll", Arena.global());
      return new WindowsMemory(new LinkedLibrary(kernel, "GetLastError"));
    }
    throw new UnsupportedOperationException(
        "Freestore runs on Linux, macOS and Windows, not on os.name=" + system);
  }

  private static NativeLibrary processFunctions() {
    return new LinkedLibrary(Linker.nativeLinker().defaultLookup(), "errno");
  }
}
