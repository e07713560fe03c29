// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.Destructor;
import org.freestore.Struct;
import org.freestore.Virtual;

/// What all loggers have in common: an abstract class with a virtual destructor.
///
/// ```cpp
/// struct Logger {
///   int lines = 0;
///   virtual void log(std::string_view message) = 0;
///   virtual ~Logger() { std::cout << "  logger closed after " << lines << " lines\n"; }
/// };
/// ```
@Struct(polymorphic = true)
public interface Logger {
  int lines();

  void lines(int value);

  @Virtual
  void log(String message);

  @Destructor
  static void close(Logger self) {
    System.out.println("  logger closed after " + self.lines() + " lines");
  }
}
