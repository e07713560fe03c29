// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.Struct;

/// A base whose destructor is not virtual.
@Struct
public interface PlainBase {
  int id();

  void id(int value);
}
