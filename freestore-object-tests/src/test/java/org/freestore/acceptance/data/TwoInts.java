// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.data;

import org.freestore.Struct;

/// A plain struct, trivial to construct and to destroy.
@Struct
public interface TwoInts {
  int one();

  void one(int value);

  int two();

  void two(int value);
}
