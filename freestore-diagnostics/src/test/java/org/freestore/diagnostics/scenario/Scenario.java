// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.scenario;

import org.freestore.FreeStore;

/// A program in two forms that differ in one step.
@FunctionalInterface
interface Scenario {
  /// Runs it to its end. What it creates and leaks, it creates in the line that ends in a comment
  /// `// leaks:` and its name.
  ///
  /// @param repaired whether to do what the leaking form forgets
  void run(FreeStore store, boolean repaired) throws Exception;
}
