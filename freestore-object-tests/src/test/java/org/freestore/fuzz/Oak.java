// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Struct;

/// Third of its chain; without constructor and destructor of its own.
@Struct
@SuppressWarnings("non-polymorphic-base") // a delete through the base is to be found out
interface Oak extends Tree {
  long acorns();

  void acorns(long value);

  String owner();

  void owner(String value);
}
