// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Arrays;
import org.freestore.object.Header;
import org.freestore.object.Reference;

/// The objects that were created in a resource, so that they end with it. Those that were deleted
/// before are forgotten as room is needed. Not thread-safe.
final class CreatedObjects {
  private static final int FIRST_CAPACITY = 16;

  private long[] references = new long[FIRST_CAPACITY];
  private int count;

  void add(long reference) {
    if (count == references.length) {
      forgetDeleted();
      if (count > references.length / 2) {
        references = Arrays.copyOf(references, 2 * references.length);
      }
    }
    references[count++] = reference;
  }

  private void forgetDeleted() {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!Reference.isStale(references[i])) {
        references[kept++] = references[i];
      }
    }
    count = kept;
  }

  /// Ends every object that is alive, those created last first, without running its destructor.
  void endAll() {
    while (count > 0) {
      end(references[--count]);
    }
    references = new long[FIRST_CAPACITY];
  }

  private static void end(long reference) {
    long header = Reference.header(reference);
    while (Header.isOf(header, reference) && Header.state(header) == Header.LIVE) {
      if (ObjectMemory.claim(reference, header)) {
        ObjectMemory.release(reference);
        return;
      }
      header = Reference.header(reference);
    }
  }
}
