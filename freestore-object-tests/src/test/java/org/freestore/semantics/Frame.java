// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Struct;

/// A base that is not polymorphic.
@Struct
interface Frame {
  @Inline
  Part axle();

  @Constructor
  static void construct(Frame self) {
    Journal.note("Frame(axle " + self.axle().number() + ")");
  }

  @Destructor
  static void destroy(Frame self) {
    Journal.note("~Frame(axle " + self.axle().number() + ")");
  }
}
