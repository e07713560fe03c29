// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.FieldOrder;
import org.freestore.Length;
import org.freestore.LongArray;
import org.freestore.Struct;

/// Numbers for the C library to sort.
@Struct(order = FieldOrder.DECLARED)
interface Keyed {
  int tag();

  void tag(int value);

  @Length(5)
  LongArray keys();
}
