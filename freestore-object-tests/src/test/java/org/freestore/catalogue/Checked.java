// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// Wants to be written before it is read.
@Struct(checkInitialization = true)
public interface Checked {
  int value();

  void value(int value);
}
