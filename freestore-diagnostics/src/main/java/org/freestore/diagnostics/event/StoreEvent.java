// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/// An event about a store.
@Category("Freestore")
@StackTrace(false)
abstract class StoreEvent extends Event {
  @Label("Store")
  @Description("Name of the store")
  String storeName = "";

  /// Returns a limit as the recorder's tools read it: they have a word for what is not applicable.
  static long orNotApplicable(long limitBytes) {
    return limitBytes == Long.MAX_VALUE ? Long.MIN_VALUE : limitBytes;
  }
}
