// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// What every exception of Freestore extends, so that one `catch` can take them all.
///
/// A message names its facts as `key=value`, sizes in bytes and addresses in hexadecimal.
public class FreeStoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Creates an exception with a message that states the facts.
  ///
  /// @param message what happened, with its facts as `key=value`
  protected FreeStoreException(String message) {
    super(message);
  }
}
