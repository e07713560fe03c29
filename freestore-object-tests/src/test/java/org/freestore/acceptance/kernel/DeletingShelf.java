// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.Inline;
import org.freestore.Struct;

/// Holds an object by value: setting it is C++'s assignment.
@Struct
public interface DeletingShelf {
  @Inline
  DeletingNamed value();

  void value(DeletingNamed value);
}
