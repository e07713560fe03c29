// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.Struct;

/// Checks its own property, and what it extends that one's.
@Struct(checkInitialization = true)
interface DetailedForm extends Form {
  long detail();

  void detail(long value);
}
