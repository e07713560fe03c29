// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import org.freestore.Struct;

/// Properties whose order matters to the size.
@Struct
interface Mixed {
  byte first();

  void first(byte value);

  long second();

  void second(long value);

  short third();

  void third(short value);

  int fourth();

  void fourth(int value);
}
