// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import org.freestore.Struct;

/// A number. Its method is no virtual one.
@Struct
public interface Numeral {
  int value();

  void value(int value);

  default int doubled() {
    return 2 * value();
  }
}
