// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// A block freed again: an address in the store that no live block starts at, and that a freed one
/// does or did. Nothing was changed.
///
/// A raw address has no generation: once its block was handed out again, an old copy of the address
/// frees the new block.
public final class DoubleDeleteException extends InvalidDeleteException {
  @Serial private static final long serialVersionUID = 1;

  DoubleDeleteException(MisuseReport report) {
    super(report);
  }
}
