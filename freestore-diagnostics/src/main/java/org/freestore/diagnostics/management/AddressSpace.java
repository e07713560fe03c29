// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.List;
import java.util.Optional;
import org.freestore.FreeStore;
import org.freestore.FreeStoreStatistics;

/// Memory that the stores with one kind of page share, at one moment, in bytes.
///
/// `committedBytes = heldByAllStoresBytes + dirtyFreeBytes + cleanFreeBytes + retiredSlabBytes +
/// unusedCommittedBytes`
///
/// @param hugePages whether it asks for transparent huge pages
/// @param reservedBytes address space reserved, for both kinds of page, tables included
/// @param committedBytes usable memory for blocks
/// @param heldByAllStoresBytes what the stores hold of it
/// @param dirtyFreeBytes free memory not yet given back to the system
/// @param cleanFreeBytes free memory that was given back
/// @param retiredSlabBytes address space that is never used again
/// @param unusedCommittedBytes usable memory never handed out
/// @param purgedBytes memory given back to the system so far
/// @param purgeCalls how often the system was asked to take memory back
public record AddressSpace(
    boolean hugePages,
    long reservedBytes,
    long committedBytes,
    long heldByAllStoresBytes,
    long dirtyFreeBytes,
    long cleanFreeBytes,
    long retiredSlabBytes,
    long unusedCommittedBytes,
    long purgedBytes,
    long purgeCalls) {

  /// Returns a line for each kind of page that one of the stores has.
  public static List<AddressSpace> of(List<FreeStore> stores) {
    return List.of(false, true).stream()
        .map(huge ->
            stores.stream().filter(store -> store.options().hugePages() == huge).findFirst())
        .flatMap(Optional::stream)
        .map(store -> of(store.options().hugePages(), store.statistics()))
        .toList();
  }

  private static AddressSpace of(boolean hugePages, FreeStoreStatistics figures) {
    return new AddressSpace(
        hugePages,
        figures.reservedBytes(),
        figures.committedBytes(),
        figures.heldByAllStoresBytes(),
        figures.dirtyFreeBytes(),
        figures.cleanFreeBytes(),
        figures.retiredSlabBytes(),
        figures.unusedCommittedBytes(),
        figures.purgedBytes(),
        figures.purgeCalls());
  }
}
