// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.acceptance.data.Data;

/// What is done to data.
@FunctionalInterface
public interface Sink {
  void use(Frame frame, Data<?> data);
}
