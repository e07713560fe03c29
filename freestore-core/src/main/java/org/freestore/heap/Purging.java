// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.freestore.object.VacantSlabs;
import org.freestore.region.Region;

/// Measures what goes back to the system, for whoever listens. What other threads purge in the same
/// region at the same time is counted with it.
public final class Purging {
  private final Region region;
  private final VacantSlabs vacantSlabs;
  private final boolean heard = Events.isHeard();
  private final long startNanos = heard ? System.nanoTime() : 0;
  private final long bytesBefore;

  private Purging(Region region, VacantSlabs vacantSlabs) {
    this.region = region;
    this.vacantSlabs = vacantSlabs;
    this.bytesBefore = heard ? purgedBytes() : 0;
  }

  /// Begins to measure.
  public static Purging of(Region region, VacantSlabs vacantSlabs) {
    return new Purging(region, vacantSlabs);
  }

  private long purgedBytes() {
    return region.statistics().purgedBytes() + vacantSlabs.sums().purgedBytes();
  }

  /// Tells what has gone back since.
  public void tell() {
    if (heard) {
      Events.purged(purgedBytes() - bytesBefore, System.nanoTime() - startNanos);
    }
  }
}
