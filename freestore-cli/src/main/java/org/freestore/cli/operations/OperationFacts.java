// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.operations;

/// What a replay must know before the first operation.
///
/// @param threaded whether operations name their thread and slots are reused by the rules of
///   [OperationFileWriter]
/// @param operations how many operations there are; a realloc counts once
/// @param entries how many entries they take; a realloc takes two
/// @param chunks in how many chunks they stand
/// @param slots how many slots they use, numbered from 0
/// @param threads how many threads they use, numbered from 0; at least 1
/// @param peakChunk the chunk in which most bytes are live
public record OperationFacts(
    boolean threaded,
    long operations,
    long entries,
    int chunks,
    int slots,
    int threads,
    int peakChunk) {

  /// Returns how many bytes the entries take in memory and, but for headers, in a file.
  public long bytes() {
    return entries * OperationFile.bytesOfEntry(threaded);
  }
}
