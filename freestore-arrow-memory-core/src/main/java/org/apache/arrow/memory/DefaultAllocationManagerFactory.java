// SPDX-License-Identifier: Apache-2.0
package org.apache.arrow.memory;

import org.freestore.arrow.FreeStoreAllocationManager;
import org.jspecify.annotations.NullMarked;

/// What Arrow's scan of the class path finds: it looks for a class of this name first, in a jar
/// with "memory-core" in its name, and takes the factory from its field. Programs use
/// [FreeStoreAllocationManager#FACTORY].
@NullMarked
public final class DefaultAllocationManagerFactory {
  /// The factory; Arrow reads it by reflection.
  public static final AllocationManager.Factory FACTORY = FreeStoreAllocationManager.FACTORY;

  private DefaultAllocationManagerFactory() {}
}
