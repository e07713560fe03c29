// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;

/// Counts how often its destructor ran.
@Struct
public interface Counted {
  AtomicInteger DESTROYED = new AtomicInteger();

  int value();

  void value(int value);

  @Constructor
  static void construct(Counted self) {
    self.value(1);
  }

  @Destructor
  static void destroy(Counted self) {
    DESTROYED.incrementAndGet();
  }
}
