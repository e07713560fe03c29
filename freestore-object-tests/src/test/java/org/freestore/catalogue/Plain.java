// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// A base that is not polymorphic.
@Struct
public interface Plain {
  int id();

  void id(int value);
}
