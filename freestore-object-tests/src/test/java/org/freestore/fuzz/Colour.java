// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

/// Colours of the fuzzer's structs.
enum Colour {
  RED,
  GREEN,
  BLUE
}
