// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import org.freestore.FreeStore;
import org.freestore.StoreObject;
import org.freestore.diagnostics.snapshot.Snapshot;

/// Who leads to objects, at one moment.
final class Reached {
  private final Snapshot snapshot;
  private final Classification classes;

  private Reached(Snapshot snapshot) {
    this.snapshot = snapshot;
    classes = Classification.of(snapshot, _ -> false);
  }

  static Reached in(FreeStore store) {
    return new Reached(Snapshot.of(store));
  }

  static Reached everywhere() {
    return new Reached(Snapshot.take());
  }

  Reach of(Object object) {
    return classes.reach(snapshot.blocks().find(((StoreObject) object).reference()));
  }

  Reach ofRaw(long address) {
    return classes.reach(snapshot.blocks().findRaw(address));
  }
}
