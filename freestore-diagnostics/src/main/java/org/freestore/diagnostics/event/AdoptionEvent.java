// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// Slabs changed hands.
@Name("org.freestore.Adoption")
@Label("Slab Adoption")
@Description("A thread took over slabs of a thread that had ended")
final class AdoptionEvent extends StoreEvent {
  @Label("Block Size")
  @Description("Size of the slabs' blocks")
  @DataAmount
  long blockBytes;

  @Label("Slabs")
  @Description("How many slabs")
  int slabs;
}
