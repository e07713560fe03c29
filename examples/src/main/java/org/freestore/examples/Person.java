// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Somebody whom [SharedOwners] share.
///
/// ```cpp
/// struct Person {
///   std::string name;
///   ~Person() { std::cout << "  " << name << " leaves\n"; }
/// };
/// ```
@Struct
public interface Person {
  @Nullable String name();

  void name(@Nullable String value);

  @Constructor
  static void named(Person self, String name) {
    self.name(name);
  }

  @Destructor
  static void leave(Person self) {
    System.out.println("  " + self.name() + " leaves");
  }
}
