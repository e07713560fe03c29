// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.live;

import java.util.List;
import java.util.Map;
import org.freestore.FreeStoreStatistics;
import org.freestore.diagnostics.event.StoreActivity;
import org.freestore.diagnostics.management.AddressSpace;
import org.freestore.diagnostics.management.Usage;

/// A process at one moment.
///
/// @param nanos when, by this process's clock
/// @param uptimeMillis how long the process has run
/// @param stores the open stores
/// @param activities what happened since the process began, by the names of stores
/// @param spaces the memory that the stores share
/// @param usage what is live
/// @param usageNanos when that was found out, by this process's clock
record TopSample(
    long nanos,
    long uptimeMillis,
    List<FreeStoreStatistics> stores,
    Map<String, StoreActivity> activities,
    List<AddressSpace> spaces,
    Usage usage,
    long usageNanos) {}
