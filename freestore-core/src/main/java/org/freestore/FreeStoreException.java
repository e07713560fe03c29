// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// What is wrong with the use of a store, or with a store: the common supertype of Freestore's own
/// exceptions.
///
/// Messages are one headline followed by `key=value` facts; addresses are hexadecimal, sizes are in
/// bytes.
public abstract sealed class FreeStoreException extends RuntimeException
    permits OutOfFreeStoreException, MisuseException, CorruptFreeStoreException {
  @Serial private static final long serialVersionUID = 1;

  FreeStoreException(String message) {
    super(message);
  }
}
