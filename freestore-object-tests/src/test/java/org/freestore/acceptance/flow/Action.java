// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import org.freestore.Struct;
import org.freestore.acceptance.data.Data;

/// A base with a pure virtual method.
@Struct(polymorphic = true)
public interface Action {
  void act(Script script, Data<?> data);
}
