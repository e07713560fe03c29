// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// Something was never deleted: an event for each type, kind and site.
@Name("org.freestore.Leak")
@Label("Leak")
@Description("Objects or blocks of one type and site that were live when their store was closed")
final class LeakEvent extends StoreEvent {
  @Label("Type")
  @Description("Type of the objects, or of the arrays' elements; empty for raw blocks")
  String typeName = "";

  @Label("Kind")
  @Description("How they came to be")
  String kind = "";

  @Label("Count")
  @Description("How many they are")
  long count;

  @Label("Size")
  @Description("Size of all of them, without what they hold")
  @DataAmount
  long byteSize;

  @Label("Held Texts")
  @Description("Size of the texts they own")
  @DataAmount
  long heldBytes;

  @Label("Created")
  @Description("Where they were created, innermost frame first; empty where that was not recorded")
  String created = "";
}
