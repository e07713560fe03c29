// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.acceptance.data.Data;

/// Where data comes from.
@FunctionalInterface
public interface Source {
  Data<?> make(Frame frame);
}
