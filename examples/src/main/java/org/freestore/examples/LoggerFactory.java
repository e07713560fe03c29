// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples;

import org.freestore.FreeStore;

/// A factory that returns a pointer to a base: whoever has it deletes it, and the destructor of
/// what it really is runs.
///
/// ```cpp
/// Logger* make(bool debug) {
///   if (debug) return new DebugLogger();
///   return new ReleaseLogger("release logger");
/// }
///
/// int main() {
///   for (bool debug : {true, false}) {
///     Logger* logger = make(debug);
///     logger->log("hello");
///     logger->log("world");
///     delete logger;               // ~ReleaseLogger(), then ~Logger()
///   }
/// }
/// ```
public final class LoggerFactory {
  private LoggerFactory() {}

  public static void main(String[] arguments) {
    for (boolean debug : new boolean[] {true, false}) {
      Logger logger = make(debug);
      System.out.println(FreeStore.typeOf(logger).simpleName());
      logger.log("hello");
      logger.log("world");
      FreeStore.delete(logger);
    }
  }

  private static Logger make(boolean debug) {
    return debug ? DebugLoggerStruct.create() : ReleaseLoggerStruct.create("release logger");
  }
}
