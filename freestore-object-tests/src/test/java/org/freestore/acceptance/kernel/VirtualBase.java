// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.Struct;

/// A base whose destructor is virtual.
@Struct(polymorphic = true)
public interface VirtualBase {
  int id();

  void id(int value);
}
