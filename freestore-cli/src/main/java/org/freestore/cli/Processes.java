// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.PrintWriter;
import java.util.Map;
import org.freestore.diagnostics.attach.Target;
import org.freestore.diagnostics.attach.TargetException;

/// What commands that ask a running process have in common.
final class Processes {
  private static final String COMMAND = "sun.java.command";

  private Processes() {}

  /// Attaches to a process, and says so where that changed it.
  ///
  /// @throws TargetException if that is not possible
  static Target attach(long pid, PrintWriter err) {
    Target target = Target.of(pid);
    if (target.wasLoaded()) {
      err.println(
          "freestore: process "
              + pid
              + " had no diagnostics; they are loaded into it now, as its JVM warns");
      err.flush();
    }
    return target;
  }

  /// Returns the main class of a process, or the jar it was started from.
  static String name(Target target) {
    Map<String, String> properties = target.runtime().getSystemProperties();
    String command = properties.getOrDefault(COMMAND, "");
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }
}
