// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// A call of a method that is abstract in the class an object is at that moment: while its base is
/// constructed or destroyed, an object is one of its base only (\[class.cdtor\],
/// \[class.abstract\]).
public final class PureVirtualCallException extends MisuseException {
  @Serial private static final long serialVersionUID = 1;

  PureVirtualCallException(MisuseReport report) {
    super(report);
  }
}
