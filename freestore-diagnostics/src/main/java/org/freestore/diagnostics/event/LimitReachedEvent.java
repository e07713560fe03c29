// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A request was refused.
@Name("org.freestore.LimitReached")
@Label("Limit Reached")
@Description("Memory was refused: the store's limit is reached, or the system has no more")
@StackTrace
final class LimitReachedEvent extends StoreEvent {
  @Label("Requested Size")
  @Description("Size of the request")
  @DataAmount
  long byteSize;

  @Label("In Use")
  @Description("What the store had handed out")
  @DataAmount
  long inUseBytes;

  @Label("Limit")
  @Description("Limit of the store, if it has one")
  @DataAmount
  long limitBytes;
}
