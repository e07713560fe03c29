// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Atomic;
import org.freestore.Struct;

/// Counts, also from several threads.
@Struct
interface Tally {
  @Atomic
  int hits();

  void hits(int value);

  int getAndAddHits(int delta);

  boolean compareAndSetHits(int expected, int value);

  @Atomic
  long total();

  void total(long value);

  long getAndAddTotal(long delta);

  boolean compareAndSetTotal(long expected, long value);

  @Atomic
  boolean open();

  void open(boolean value);
}
