// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// Memory went back to the system.
@Name("org.freestore.Purge")
@Label("Purge")
@Description("Free pages went back to the operating system")
@Category("Freestore")
@StackTrace(false)
final class PurgeEvent extends Event {
  @Label("Purged Size")
  @Description("Memory given back")
  @DataAmount
  long byteSize;

  @Label("System Time")
  @Description("How long the system took")
  @Timespan(Timespan.NANOSECONDS)
  long nanos;
}
