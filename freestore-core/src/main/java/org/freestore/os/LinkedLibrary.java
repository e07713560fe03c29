// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The C functions of this process, called through `java.lang.foreign`.
final class LinkedLibrary implements NativeLibrary {
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

  private final SymbolLookup symbols;
  private final MethodHandle handle;
  private final MemorySegment callState;
  private final long errorOffset;

  /// @param symbols where functions are looked up
  /// @param errorName the call state that holds the error number: `errno` or `GetLastError`
  LinkedLibrary(SymbolLookup symbols, String errorName) {
    this.symbols = symbols;
    this.handle = link(errorName);
    this.callState = Arena.global().allocate(Linker.Option.captureStateLayout());
    this.errorOffset =
        Linker.Option.captureStateLayout()
            .byteOffset(MemoryLayout.PathElement.groupElement(errorName));
  }

  private static MethodHandle link(String errorName) {
    FunctionDescriptor shape = FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD, WORD);
    try {
      return Linker.nativeLinker().downcallHandle(shape, Linker.Option.captureCallState(errorName));
    } catch (IllegalCallerException e) {
      throw new IllegalStateException(
          "Freestore calls the operating system's memory functions and needs native access."
              + " Start java with --enable-native-access=org.freestore (on the module path)"
              + " or --enable-native-access=ALL-UNNAMED (on the class path).",
          e);
    }
  }

  @Override
  public NativeFunction function(String name) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(
                () -> new UnsupportedOperationException("no native function name=" + name));
    return new Linked(address, handle, callState);
  }

  /// One call state serves all threads: the number is read for a message only, and a message that
  /// names the error of a call that failed on another thread in the same microsecond still names an
  /// error that happened.
  @Override
  public int lastErrorNumber() {
    return callState.get(ValueLayout.JAVA_INT, errorOffset);
  }

  private record Linked(MemorySegment address, MethodHandle handle, MemorySegment callState)
      implements NativeFunction {

    @Override
    public long call(long a, long b, long c, long d, long e, long f) {
      try {
        return (long) handle.invokeExact(address, callState, a, b, c, d, e, f);
      } catch (RuntimeException | Error unexpected) {
        throw unexpected;
      } catch (Throwable unexpected) {
        throw new IllegalStateException("native call failed", unexpected);
      }
    }
  }
}
