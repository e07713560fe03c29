// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// An object deleted in another way than it was created: `delete` for an array, `deleteArray` for
/// an object, a raw `free` of either, `delete` through a base that is not polymorphic. Nothing was
/// changed.
public final class MismatchedDeleteException extends InvalidDeleteException {
  @Serial private static final long serialVersionUID = 1;

  MismatchedDeleteException(MisuseReport report) {
    super(report);
  }
}
