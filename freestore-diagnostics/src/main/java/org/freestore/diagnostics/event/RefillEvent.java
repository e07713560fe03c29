// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// A magazine was filled. Not recorded by default: a program that allocates fast makes thousands a
/// second.
@Name("org.freestore.Refill")
@Label("Magazine Refill")
@Description("A thread's magazine ran empty and was filled from slabs")
@Enabled(false)
final class RefillEvent extends StoreEvent {
  @Label("Block Size")
  @Description("Size of the blocks")
  @DataAmount
  long blockBytes;

  @Label("Blocks")
  @Description("How many blocks the magazine got")
  int blocks;

  @Label("Objects")
  @Description("Whether the blocks are for objects, which have headers")
  boolean objects;
}
