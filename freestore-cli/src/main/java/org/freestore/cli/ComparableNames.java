// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.util.Arrays;
import java.util.Iterator;
import org.freestore.cli.allocator.AllocatorKind;

/// The names that `--compare` takes.
final class ComparableNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(AllocatorKind.values())
        .filter(kind -> kind != AllocatorKind.FREESTORE)
        .map(AllocatorKind::key)
        .iterator();
  }
}
