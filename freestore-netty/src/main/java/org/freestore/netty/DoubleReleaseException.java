// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.util.IllegalReferenceCountException;
import java.io.Serial;

/// A buffer was released again after its last release. Nothing was changed.
///
/// The message is the report, as that of [UseAfterReleaseException].
public final class DoubleReleaseException extends IllegalReferenceCountException {
  @Serial private static final long serialVersionUID = 1;

  DoubleReleaseException(String report) {
    super(report);
  }
}
