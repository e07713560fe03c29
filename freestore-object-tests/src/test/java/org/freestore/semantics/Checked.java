// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Struct;

/// A struct whose properties must be written before they are read.
@Struct(checkInitialization = true)
interface Checked {
  int first();

  void first(int value);

  int second();

  void second(int value);
}
