// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

/// What a memory worker says.
///
/// @param method how the growth was measured
/// @param residentGrowthBytes growth of resident memory outside the Java heap
/// @param javaHeapBytes what the candidate kept on the Java heap
/// @param hash of all operations and all bytes read back
/// @param refused how many allocations the candidate refused
record MemoryResult(
    PeakResident.Method method,
    long residentGrowthBytes,
    long javaHeapBytes,
    long hash,
    long refused) {

  String toLine() {
    return method + " " + residentGrowthBytes + " " + javaHeapBytes + " " + hash + " " + refused;
  }

  static MemoryResult ofLine(String line) {
    String[] fields = line.split(" ", -1);
    return new MemoryResult(
        PeakResident.Method.valueOf(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]));
  }
}
