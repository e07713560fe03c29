// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.lang.foreign.MemorySegment;
import org.freestore.FreeStore;
import org.freestore.StructObject;
import org.freestore.acceptance.data.Data;

/// Gives memory back by what fits how it was made.
final class Deletes {
  private Deletes() {}

  /// `delete` for what `new` made, `delete[]` for what `new[]` made.
  static void rightly(Data<?> data) {
    if (data.handle() instanceof StructObject) {
      FreeStore.delete(data.handle());
    } else {
      FreeStore.deleteArray(data.handle());
    }
  }

  /// `delete`, whatever it is.
  static void delete(Frame frame, Data<?> data) {
    FreeStore.delete(data.handle());
  }

  /// `delete[]`, whatever it is.
  static void deleteArray(Frame frame, Data<?> data) {
    FreeStore.deleteArray(data.handle());
  }

  /// `free`, for raw blocks.
  static void free(Frame frame, Data<?> data) {
    if (data.handle() instanceof MemorySegment segment) {
      frame.store().free(segment);
    } else {
      frame.free(data);
    }
  }
}
