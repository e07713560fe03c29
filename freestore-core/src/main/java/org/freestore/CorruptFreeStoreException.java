// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// A store whose memory is not as it should be: an invariant of its bookkeeping is broken
/// ([FreeStore#verify()]), or, with [Protection#FULL], a block was written to after it was freed or
/// beyond its end.
public final class CorruptFreeStoreException extends FreeStoreException {
  @Serial private static final long serialVersionUID = 1;

  CorruptFreeStoreException(String message) {
    super(message);
  }
}
