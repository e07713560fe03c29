// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Struct;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Parcel;

/// A class whose constructor is a source and whose destructor is a sink. What lies between waits in
/// a member of the object.
@Struct
public interface Errand {
  long ticket();

  void ticket(long value);

  @Inline
  Parcel data();

  @Constructor
  static void construct(Errand self, long ticket) {
    self.ticket(ticket);
    LifetimeFlows.script(ticket).source().store(self.data());
  }

  @Destructor
  static void destroy(Errand self) {
    LifetimeFlows.script(self.ticket()).sink(Data.load(self.data()));
  }
}
