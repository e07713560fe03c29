// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.Objects;
import org.freestore.acceptance.data.Data;
import org.jspecify.annotations.Nullable;

/// A variable that others can be given: C++'s reference to a local.
final class Variable {
  private @Nullable Data<?> value;

  void set(Data<?> data) {
    value = data;
  }

  Data<?> get() {
    return Objects.requireNonNull(value, "no source ran");
  }
}
