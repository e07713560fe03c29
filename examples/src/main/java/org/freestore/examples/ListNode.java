// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Constructor;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A node of a [LinkedList]: a value, and a pointer to the next one.
///
/// ```cpp
/// struct ListNode { int value; ListNode* next; };
/// ```
@Struct
public interface ListNode {
  int value();

  void value(int value);

  @Nullable ListNode next();

  void next(@Nullable ListNode value);

  @Constructor
  static void linked(ListNode self, int value, @Nullable ListNode next) {
    self.value(value);
    self.next(next);
  }
}
