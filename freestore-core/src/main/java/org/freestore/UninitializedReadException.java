// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// A property read before it was ever written, in an object of a struct that asks for this check:
/// [Struct#checkInitialization()].
public final class UninitializedReadException extends MisuseException {
  @Serial private static final long serialVersionUID = 1;

  UninitializedReadException(MisuseReport report) {
    super(report);
  }
}
