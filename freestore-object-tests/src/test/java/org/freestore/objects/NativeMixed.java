// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.FieldOrder;
import org.freestore.Struct;

/// The same properties in the order of C.
@Struct(order = FieldOrder.DECLARED)
interface NativeMixed {
  byte first();

  void first(byte value);

  long second();

  void second(long value);

  short third();

  void third(short value);

  int fourth();

  void fourth(int value);
}
