// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Struct;

/// Logs everything.
@Struct
public interface DebugLogger extends Logger {
  @Override
  default void log(String message) {
    lines(lines() + 1);
    System.out.println("  debug: " + message);
  }
}
