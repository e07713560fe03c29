// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// An allocation was sampled. Its stack is the event's.
@Name("org.freestore.AllocationSample")
@Label("Allocation Sample")
@Description("One allocation in so many bytes that threads take from slabs")
@StackTrace
final class AllocationSampleEvent extends StoreEvent {
  @Label("Type")
  @Description("Type of the object, or of the array's elements; empty for raw blocks")
  String typeName = "";

  @Label("Site")
  @Description("The program's own innermost frame, for grouping; the stack has the others")
  String site = "";

  @Label("Block Size")
  @Description("Size of the block")
  @DataAmount
  long byteSize;

  @Label("Weight")
  @Description("Bytes taken from slabs that the sample stands for")
  @DataAmount
  long weight;

  @Label("Blocks")
  @Description("How many blocks of its size the sample stands for")
  double blocks;
}
