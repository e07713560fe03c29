// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The one native allocator of a process. Its functions are constants to the compiler, which saves
/// most of a nanosecond a call over [NativeCandidate].
final class SoleNativeCandidate implements Candidate {
  private static volatile @Nullable NativeFunctions chosen;

  /// The handles; made when the first candidate is, from its functions.
  private static final class Handles {
    static final MethodHandle MALLOC;
    static final MethodHandle CALLOC;
    static final MethodHandle MEMALIGN;
    static final MethodHandle REALLOC;
    static final MethodHandle FREE;

    static {
      NativeFunctions functions = chosen;
      if (functions == null) {
        throw new IllegalStateException("no native allocator has been chosen");
      }
      MALLOC = NativeFunctions.handle(functions.malloc(), NativeFunctions.returningWord(1));
      CALLOC = NativeFunctions.handle(functions.calloc(), NativeFunctions.returningWord(2));
      MEMALIGN = NativeFunctions.handle(functions.memalign(), NativeFunctions.returningWord(2));
      REALLOC = NativeFunctions.handle(functions.realloc(), NativeFunctions.returningWord(2));
      FREE = NativeFunctions.handle(functions.free(), NativeFunctions.returningNothing());
    }
  }

  private SoleNativeCandidate() {}

  /// Makes a candidate of these functions.
  ///
  /// @throws IllegalStateException if the process has another native allocator already
  static synchronized SoleNativeCandidate of(NativeFunctions functions) {
    NativeFunctions earlier = chosen;
    if (earlier != null && !earlier.equals(functions)) {
      throw new IllegalStateException("the process has another native allocator already");
    }
    chosen = functions;
    return new SoleNativeCandidate();
  }

  @Override
  public long malloc(int slot, long byteSize) {
    try {
      return (long) Handles.MALLOC.invokeExact(byteSize);
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public long calloc(int slot, long byteSize) {
    try {
      return (long) Handles.CALLOC.invokeExact(1L, byteSize);
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    try {
      return (long) Handles.MEMALIGN.invokeExact(byteAlignment, byteSize);
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    try {
      // realloc(p, 0) would free.
      return (long) Handles.REALLOC.invokeExact(address, Math.max(byteSize, 1));
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public void free(int slot, long address) {
    try {
      Handles.FREE.invokeExact(address);
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public void close() {
    // The library keeps what it has; its blocks have been freed one by one.
  }
}
