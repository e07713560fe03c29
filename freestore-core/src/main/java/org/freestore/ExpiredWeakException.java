// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// A [Weak] pointer to an object that is gone where one that is alive is needed:
/// `std::bad_weak_ptr` (\[util.smartptr.weak.bad\]).
public final class ExpiredWeakException extends MisuseException {
  @Serial private static final long serialVersionUID = 1;

  ExpiredWeakException(MisuseReport report) {
    super(report);
  }
}
