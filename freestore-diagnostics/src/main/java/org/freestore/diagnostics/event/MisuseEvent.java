// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Memory was misused.
@Name("org.freestore.Misuse")
@Label("Misuse")
@Description("A double delete, a use after delete, or another misuse of memory")
@StackTrace
final class MisuseEvent extends StoreEvent {
  @Label("Defect")
  @Description("What was done wrong")
  String defect = "";

  @Label("Type")
  @Description("Type of the object; empty where it is not known")
  String typeName = "";

  @Label("Address")
  @Description("What was accessed, or passed to be freed")
  @MemoryAddress
  long address;

  @Label("Site")
  @Description("The program's own frame that did it")
  String site = "";

  @Label("Summary")
  @Description("First line of the report")
  String headline = "";
}
