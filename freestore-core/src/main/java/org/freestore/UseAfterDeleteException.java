// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// An access to an object through a reference to it after it was deleted: by `delete`, by the end
/// of its scope, its owner or its store. Nothing was read or written.
public final class UseAfterDeleteException extends MisuseException {
  @Serial private static final long serialVersionUID = 1;

  UseAfterDeleteException(MisuseReport report) {
    super(report);
  }
}
