// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.FreeStore;
import org.freestore.UseAfterDeleteException;
import org.jspecify.annotations.Nullable;

/// A singly linked list: built, reversed, and deleted node by node.
///
/// ```cpp
/// int main() {
///   ListNode* head = nullptr;
///   for (int i = 1; i <= 5; i++) head = new ListNode{i, head};
///   head = reverse(head);
///   while (head) {
///     ListNode* next = head->next;   // before the delete: after it, it would be undefined
///     delete head;
///     head = next;
///   }
/// }
/// ```
public final class LinkedList {
  private LinkedList() {}

  public static void main(String[] arguments) {
    ListNode head = null;
    for (int i = 1; i <= 5; i++) {
      head = ListNodeStruct.create(i, head);
    }
    System.out.println("built:    " + words(head));
    head = reverse(head);
    System.out.println("reversed: " + words(head));

    ListNode first = head;
    while (head != null) {
      ListNode next = head.next();
      FreeStore.delete(head);
      head = next;
    }
    try {
      System.out.println(words(first));
    } catch (UseAfterDeleteException e) {
      System.out.println("deleted:  a node that is gone cannot be read");
    }
  }

  private static @Nullable ListNode reverse(@Nullable ListNode head) {
    ListNode reversed = null;
    while (head != null) {
      ListNode next = head.next();
      head.next(reversed);
      reversed = head;
      head = next;
    }
    return reversed;
  }

  private static String words(@Nullable ListNode head) {
    StringBuilder words = new StringBuilder();
    for (ListNode node = head; node != null; node = node.next()) {
      words.append(words.isEmpty() ? "" : " -> ").append(node.value());
    }
    return words.toString();
  }
}
