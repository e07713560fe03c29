// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.util.IllegalReferenceCountException;
import java.io.Serial;

/// A buffer was read, written, resized or retained after its last release. Nothing was read and
/// nothing changed.
///
/// The message is the report: what was used and by whom, where it was released and allocated if the
/// store records that, and a last line that can be searched for.
public final class UseAfterReleaseException extends IllegalReferenceCountException {
  @Serial private static final long serialVersionUID = 1;

  UseAfterReleaseException(String report) {
    super(report);
  }
}
