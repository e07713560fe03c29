// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Something the fuzzer found.
final class FuzzFailure extends AssertionError {
  @Serial private static final long serialVersionUID = 1;

  FuzzFailure(String finding) {
    super(finding);
  }

  FuzzFailure(String finding, @Nullable Throwable cause) {
    super(finding, cause);
  }
}
