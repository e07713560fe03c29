// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// What the streams of this process lead to.
final class Terminal {
  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;

  /// `TIOCGWINSZ` of `ioctl(2)`.
  private static final long WINDOW_SIZE_LINUX = 0x5413;

  private static final long WINDOW_SIZE_MACOS = 0x40087468;
  private static final Size USUAL = new Size(24, 80);

  private Terminal() {}

  /// How much text a terminal shows.
  ///
  /// @param rows lines
  /// @param columns characters in a line
  record Size(int rows, int columns) {}

  /// Returns whether standard output is a terminal (isatty(3)), which `System.console()` does not
  /// tell.
  static boolean onStandardOutput() {
    return isTerminal(STANDARD_OUTPUT);
  }

  /// Returns whether standard error is a terminal.
  static boolean onStandardError() {
    return isTerminal(STANDARD_ERROR);
  }

  private static boolean isTerminal(int stream) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> isatty =
        linker.defaultLookup().find("isatty").or(() -> linker.defaultLookup().find("_isatty"));
    if (isatty.isEmpty()) {
      return false;
    }
    try {
      FunctionDescriptor function = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
      return (int) linker.downcallHandle(isatty.get(), function).invokeExact(stream) != 0;
    } catch (Throwable e) {
      throw new IllegalStateException("isatty failed", e);
    }
  }

  /// Returns the size of the terminal that standard output is, as it is now; 24 lines of 80
  /// characters where the system does not say.
  static Size size() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> ioctl = linker.defaultLookup().find("ioctl");
    if (ioctl.isEmpty()) {
      return USUAL;
    }
    FunctionDescriptor function = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    boolean macos = System.getProperty("os.name", "").startsWith("Mac");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(JAVA_SHORT, 4);
      int failed =
          (int)
              linker
                  .downcallHandle(ioctl.get(), function, Linker.Option.firstVariadicArg(2))
                  .invokeExact(
                      STANDARD_OUTPUT, macos ? WINDOW_SIZE_MACOS : WINDOW_SIZE_LINUX, size);
      int rows = size.getAtIndex(JAVA_SHORT, 0);
      int columns = size.getAtIndex(JAVA_SHORT, 1);
      return failed != 0 || rows <= 0 || columns <= 0 ? USUAL : new Size(rows, columns);
    } catch (Throwable e) {
      throw new IllegalStateException("ioctl failed", e);
    }
  }
}
