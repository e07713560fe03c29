// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Struct;

/// Aligned more strictly than its block starts.
@Struct(alignment = 64)
interface Lane {
  long head();

  void head(long value);

  String note();

  void note(String value);
}
