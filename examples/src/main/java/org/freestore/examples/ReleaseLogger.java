// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Counts what it does not print, under a name that it owns.
///
/// ```cpp
/// struct ReleaseLogger : Logger {
///   std::string name;
///   explicit ReleaseLogger(std::string n) : name(std::move(n)) {}
///   void log(std::string_view) override { lines++; }
///   ~ReleaseLogger() override { std::cout << "  " << name << " says goodbye\n"; }
/// };
/// ```
@Struct
public interface ReleaseLogger extends Logger {
  @Nullable String name();

  void name(@Nullable String value);

  @Override
  default void log(String message) {
    lines(lines() + 1);
  }

  @Constructor
  static void named(ReleaseLogger self, String name) {
    self.name(name);
  }

  @Destructor
  static void close(ReleaseLogger self) {
    System.out.println("  " + self.name() + " says goodbye");
  }
}
