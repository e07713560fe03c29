// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The clocks the C programs read, read by the same call: `clock_gettime(2)` of Linux.
public enum CpuClock {
  /// CPU time of the calling thread.
  THREAD(3),
  /// CPU time of the whole process; in a JVM that includes its compiler and collector.
  PROCESS(2);

  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final int TIMESPEC_BYTES = 16;

  private static final MethodHandle CLOCK_GETTIME =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS),
              Linker.Option.critical(false));

  private final int id;
  private final MemorySegment time = Arena.global().allocate(TIMESPEC_BYTES, Long.BYTES);

  CpuClock(int id) {
    this.id = id;
  }

  /// Returns nanoseconds. For one thread at a time.
  public long nanos() {
    try {
      int unused = (int) CLOCK_GETTIME.invokeExact(id, time);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    return time.get(JAVA_LONG, 0) * NANOS_PER_SECOND + time.get(JAVA_LONG, Long.BYTES);
  }
}
