// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Struct;

/// The least a struct can be: constructed as zeros, nothing to do at the end.
///
/// ```cpp
/// struct Point { int x = 0, y = 0; };
/// ```
@Struct
public interface Point {
  int x();

  void x(int value);

  int y();

  void y(int value);
}
