// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.FieldOrder;
import org.freestore.Struct;

/// What `div` of the C library returns.
@Struct(order = FieldOrder.DECLARED)
interface Quotient {
  int quot();

  void quot(int value);

  int rem();

  void rem(int value);
}
