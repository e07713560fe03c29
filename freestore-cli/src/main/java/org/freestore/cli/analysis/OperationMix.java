// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

/// How many operations of each kind the program did. Only those that are replayed count: a free of
/// an unknown pointer is a defect, not an operation.
///
/// @param mallocs allocations, with realloc(NULL)
/// @param callocs zeroed allocations; formats without them count them as mallocs
/// @param memaligns aligned allocations; likewise
/// @param reallocs changes of a block's size
/// @param frees blocks given back
/// @param freesAtOnce frees of the block that the operation just before had allocated
public record OperationMix(
    long mallocs, long callocs, long memaligns, long reallocs, long frees, long freesAtOnce) {

  /// Returns how many operations there are.
  public long operations() {
    return mallocs + callocs + memaligns + reallocs + frees;
  }
}
