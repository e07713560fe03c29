// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import java.util.function.Consumer;
import org.freestore.Constructor;
import org.freestore.Struct;

/// Lets itself be seen, and then fails to be constructed.
@Struct
public interface Failing {
  int value();

  void value(int value);

  @Constructor
  static void construct(Failing self, Consumer<Failing> observer) {
    self.value(42);
    observer.accept(self);
    throw new IllegalStateException("constructor failed");
  }
}
