// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import org.freestore.FreeStore;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Begins each test with an empty journal, and ends it by showing that the global store has as many
/// live blocks as before and every invariant holds.
final class NothingLeaks implements BeforeEachCallback, AfterEachCallback {
  private long liveBefore;

  @Override
  public void beforeEach(ExtensionContext test) {
    Journal.clear();
    liveBefore = live();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    FreeStore.global().verify();
    if (test.getExecutionException().isEmpty()) {
      assertThat(live()).as("live blocks after the test").isEqualTo(liveBefore);
    }
  }

  /// Returns how many blocks are live in the global store.
  static long live() {
    return FreeStore.global().statistics().liveBlocks();
  }
}
