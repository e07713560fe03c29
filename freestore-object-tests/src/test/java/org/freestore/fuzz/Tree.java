// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Struct;

/// Extends what is not polymorphic.
@Struct
@SuppressWarnings("non-polymorphic-base") // a delete through the base is to be found out
interface Tree extends Plant {
  short height();

  void height(short value);

  @Inline
  Tracked nest();

  @Constructor
  static void construct(Tree self) {
    self.height((short) 3);
    Journal.current().born("Tree", self.serial());
  }

  @Destructor
  static void destroy(Tree self) {
    Journal.current().died("Tree", self.serial());
  }
}
