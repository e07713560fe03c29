// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.io.Serial;

/// What a constructor or a destructor throws because the fuzzer asked for it.
final class Planned extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  Planned(String event) {
    super(event, null, true, false);
  }
}
