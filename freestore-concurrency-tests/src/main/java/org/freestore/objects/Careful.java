// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.Struct;

/// Knows which of its properties were written.
@Struct(checkInitialization = true)
interface Careful {
  int one();

  void one(int value);

  int other();

  void other(int value);
}
