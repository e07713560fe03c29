// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// Something the fuzzer found.
final class FuzzFailure extends AssertionError {
  @Serial private static final long serialVersionUID = 1;

  FuzzFailure(String finding) {
    super(finding);
  }

  FuzzFailure(String finding, Throwable cause) {
    super(finding, cause);
  }
}
