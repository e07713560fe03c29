// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.agent;

import java.lang.instrument.Instrumentation;

/// The agent. Whatever goes wrong, the program runs on with Netty's own allocator, and standard
/// error has a line that begins with `freestore-netty:` and says why.
public final class FreeStoreNettyAgent {
  private FreeStoreNettyAgent() {}

  /// Called by the JVM before the program's `main`.
  public static void premain(String arguments, Instrumentation instrumentation) {
    if (!arguments(arguments).isEmpty()) {
      say("takes no arguments: arguments=" + arguments);
    }
    instrumentation.addTransformer(new NettyChange(new AllocatorJars(instrumentation)));
  }

  private static String arguments(String arguments) {
    return arguments == null ? "" : arguments;
  }

  static void say(String words) {
    System.err.println("freestore-netty: " + words);
  }
}
