// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

import org.freestore.Struct;

/// One `char` on its own: what `new wchar_t` makes.
@Struct
public interface CharCell {
  char value();

  void value(char value);
}
