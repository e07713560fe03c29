// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.freestore.Destructor;
import org.freestore.Struct;

/// Has a destructor, and counts how often it ran.
@Struct
interface Watched {
  int number();

  void number(int value);

  @Destructor
  static void destroy(Watched self) {
    Destructions.TIMES.incrementAndGet(self.number());
  }

  /// How often each object's destructor ran; the numbers come round after long enough.
  final class Destructions {
    private static final int NUMBERS = 1 << 16;
    static final AtomicIntegerArray TIMES = new AtomicIntegerArray(NUMBERS);
    private static final AtomicInteger LAST = new AtomicInteger();

    private Destructions() {}

    /// Returns a number whose destructor has not run.
    static int next() {
      int number = LAST.incrementAndGet() & (NUMBERS - 1);
      TIMES.set(number, 0);
      return number;
    }

    /// Gives the object a number.
    static Watched watch(Watched object) {
      object.number(next());
      return object;
    }
  }
}
