// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.List;
import java.util.stream.Collectors;

/// Where something happened: a thread and the innermost frames outside Freestore.
///
/// @param threadName the thread's name at that moment
/// @param frames innermost first
record Site(String threadName, List<StackTraceElement> frames) {
  private static final int MOST_FRAMES = 16;
  private static final String OWN_PACKAGE = "org.freestore.";

  /// Returns the place from which Freestore was called.
  static Site here() {
    List<StackTraceElement> frames =
        StackWalker.getInstance()
            .walk(stack ->
                stack
                    .dropWhile(frame -> isOwn(frame.getClassName()))
                    .limit(MOST_FRAMES)
                    .map(StackWalker.StackFrame::toStackTraceElement)
                    .toList());
    return new Site(Thread.currentThread().getName(), frames);
  }

  /// Classes of the core, not of programs that merely live below the same name.
  private static boolean isOwn(String className) {
    return className.startsWith(OWN_PACKAGE)
        && (className.startsWith("FreeStore", OWN_PACKAGE.length())
            || className.startsWith("protection.", OWN_PACKAGE.length())
            || className.startsWith("PooledArena", OWN_PACKAGE.length()));
  }

  /// Returns the lines of a report.
  String describe(String what) {
    return "\n  "
        + what
        + " by thread "
        + threadName
        + frames.stream().map(frame -> "\n    at " + frame).collect(Collectors.joining());
  }
}
