// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// An address or a segment that cannot be freed: no live block of the store starts there, or the
/// size that came with it is not the block's. Nothing was changed.
public sealed class InvalidDeleteException extends MisuseException
    permits DoubleDeleteException, MismatchedDeleteException {
  @Serial private static final long serialVersionUID = 1;

  InvalidDeleteException(MisuseReport report) {
    super(report);
  }

  /// Returns the address that was passed.
  public long address() {
    return report().address();
  }
}
