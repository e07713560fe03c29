// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance;

import org.freestore.acceptance.flow.Flow;
import org.freestore.acceptance.kernel.Kernel;

/// A kernel carried along a flow.
record TestCase(Kernel kernel, Flow flow) {
  @Override
  public String toString() {
    return "CWE%d %s_%02d".formatted(kernel.cwe().number(), kernel.name(), flow.number());
  }
}
