// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

import java.util.concurrent.atomic.AtomicLong;
import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;

/// A class: constructor, virtual destructor, and a count of how many objects of it there are.
@Struct(polymorphic = true)
public interface TwoIntsObject {
  /// Constructed and not destroyed yet.
  AtomicLong ALIVE = new AtomicLong();

  int one();

  void one(int value);

  int two();

  void two(int value);

  @Constructor
  static void construct(TwoIntsObject self) {
    self.one(1);
    self.two(2);
    ALIVE.incrementAndGet();
  }

  @Destructor
  static void destroy(TwoIntsObject self) {
    self.one(0);
    self.two(0);
    ALIVE.decrementAndGet();
  }
}
