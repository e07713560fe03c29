// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Shared;
import org.freestore.Unique;
import org.freestore.Weak;

/// Smart pointers: one owner, several owners, and one that only looks on.
///
/// ```cpp
/// int main() {
///   {
///     auto alone = std::make_unique<Person>("Ann");
///   }                                                  // deleted
///   std::weak_ptr<Person> looker;
///   {
///     auto first = std::make_shared<Person>("Bob");
///     looker = first;
///     auto second = first;
///     std::cout << second.use_count() << " owners\n";
///   }                                                  // deleted with the last owner
///   std::cout << (looker.expired() ? "expired\n" : "alive\n");
/// }
/// ```
public final class SharedOwners {
  private SharedOwners() {}

  public static void main(String[] arguments) {
    try (Unique<Person> alone = Unique.of(PersonStruct.create("Ann"))) {
      System.out.println("one owner of " + alone.get().name());
    }
    try (Weak<Person> looker = sharedForAWhile()) {
      System.out.println("the weak pointer is " + (looker.expired() ? "expired" : "alive"));
    }
  }

  private static Weak<Person> sharedForAWhile() {
    try (Shared<Person> first = Shared.make(memory -> PersonStruct.createIn(memory, "Bob"));
        Shared<Person> second = first.copy()) {
      System.out.println(second.useCount() + " owners of " + second.get().name());
      return first.weak();
    }
  }
}
