// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.util.OptionalLong;
import org.freestore.cli.allocator.AllocatorKind;

/// What one allocator took for a trace.
///
/// @param kind the allocator
/// @param cpuNanosPerOperation the median of the rounds
/// @param rounds how many rounds were measured
/// @param peakResidentGrowthBytes growth of resident memory at its peak and what the allocator
///   keeps on the Java heap; absent where the system does not tell
/// @param javaHeapBytes the part of it on the Java heap
/// @param sampled whether the peak was sampled and may be too small
/// @param hash of all operations and all bytes read back; the same for all that do the same work
/// @param refused how many allocations it refused
public record Measurement(
    AllocatorKind kind,
    double cpuNanosPerOperation,
    int rounds,
    OptionalLong peakResidentGrowthBytes,
    long javaHeapBytes,
    boolean sampled,
    long hash,
    long refused)
    implements Outcome {

  static Measurement of(AllocatorKind kind, double nanos, int rounds, MemoryResult memory) {
    boolean measured = memory.method() != PeakResident.Method.NONE;
    long growth = memory.residentGrowthBytes() + memory.javaHeapBytes();
    return new Measurement(
        kind,
        nanos,
        rounds,
        measured ? OptionalLong.of(growth) : OptionalLong.empty(),
        memory.javaHeapBytes(),
        memory.method() == PeakResident.Method.SAMPLED,
        memory.hash(),
        memory.refused());
  }
}
