// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.ByteArray;
import org.freestore.Destructor;
import org.freestore.FreeStore;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Deletes its name by hand. Copies share it: a copy constructor and an assignment are missing.
@Struct
public interface DeletingNamed {
  @Nullable ByteArray name();

  void name(@Nullable ByteArray value);

  @Destructor
  static void destroy(DeletingNamed self) {
    FreeStore.deleteArray(self.name());
  }
}
