// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

import org.freestore.Struct;

/// One `byte` on its own: what `new char` makes.
@Struct
public interface ByteCell {
  byte value();

  void value(byte value);
}
