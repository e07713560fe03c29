// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.Atomic;
import org.freestore.Struct;

/// Has properties that are volatile, and such that are not.
@Struct
interface Counter {
  @Atomic
  int hits();

  void hits(int value);

  boolean compareAndSetHits(int expected, int value);

  int getAndAddHits(int delta);

  @Atomic
  int flag();

  void flag(int value);

  int plainOne();

  void plainOne(int value);

  int plainOther();

  void plainOther(int value);
}
