// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.lang.invoke.MethodHandle;

/// A native allocator beside others in the same process.
///
/// The handles take the function's address as an argument, so that all native allocators share
/// their code: a process can warm up on one and measure another. Where speed is measured,
/// [SoleNativeCandidate] is used.
final class NativeCandidate implements Candidate {
  private static final MethodHandle ONE_ARGUMENT =
      NativeFunctions.handle(NativeFunctions.returningWord(1));
  private static final MethodHandle TWO_ARGUMENTS =
      NativeFunctions.handle(NativeFunctions.returningWord(2));
  private static final MethodHandle NO_RESULT =
      NativeFunctions.handle(NativeFunctions.returningNothing());

  private final NativeFunctions functions;

  NativeCandidate(NativeFunctions functions) {
    this.functions = functions;
  }

  @Override
  public long malloc(int slot, long byteSize) {
    try {
      return (long) ONE_ARGUMENT.invokeExact(functions.malloc(), byteSize);
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public long calloc(int slot, long byteSize) {
    try {
      return (long) TWO_ARGUMENTS.invokeExact(functions.calloc(), 1L, byteSize);
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public long alignedAlloc(int slot, long byteSize, long byteAlignment) {
    try {
      return (long) TWO_ARGUMENTS.invokeExact(functions.memalign(), byteAlignment, byteSize);
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public long realloc(int fromSlot, long address, int slot, long byteSize) {
    try {
      // realloc(p, 0) would free.
      return (long) TWO_ARGUMENTS.invokeExact(functions.realloc(), address, Math.max(byteSize, 1));
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public void free(int slot, long address) {
    try {
      NO_RESULT.invokeExact(functions.free(), address);
    } catch (Throwable e) {
      throw NativeFunctions.unexpected(e);
    }
  }

  @Override
  public void close() {
    // The library keeps what it has; its blocks have been freed one by one.
  }
}
