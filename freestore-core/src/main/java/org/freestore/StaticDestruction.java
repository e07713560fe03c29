// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.PrintStream;
import java.util.Arrays;

/// Destroys static objects at the program's exit, and does not let a destructor stop the exit.
///
/// A destructor that calls `System.exit` would never return: the exit has begun, waits for the
/// destructors, and makes whoever asks for another one wait for it. C++ leaves this undefined
/// (\[basic.start.main\]). So the destructors run in a thread that is watched; one that waits in
/// `exit` is reported and left behind, and another thread destroys the objects that remain.
final class StaticDestruction {
  private static final long GLANCE_MILLIS = 50;

  private StaticDestruction() {}

  /// Returns once every destructor has run or is left behind.
  static void run(StaticResource statics, PrintStream complaints) {
    try {
      while (!isDone(start(statics, complaints))) {
        complaints.println(
            "the destructor of a static object called System.exit: the program is exiting, and"
                + " goes on to do so without the rest of this destructor");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread start(StaticResource statics, PrintStream complaints) {
    return Thread.ofPlatform()
        .daemon()
        .name("freestore-static-destructors")
        .start(() -> statics.destroyAll(complaints));
  }

  /// Waits until all is destroyed.
  ///
  /// @return false if a destructor waits for the exit instead
  private static boolean isDone(Thread destroyer) throws InterruptedException {
    destroyer.join(GLANCE_MILLIS);
    while (destroyer.isAlive() && !isInExit(destroyer)) {
      destroyer.join(GLANCE_MILLIS);
    }
    return !destroyer.isAlive();
  }

  private static boolean isInExit(Thread destroyer) {
    return destroyer.getState() == Thread.State.BLOCKED
        && Arrays.stream(destroyer.getStackTrace())
            .anyMatch(frame ->
                frame.getClassName().equals("java.lang.Shutdown")
                    && frame.getMethodName().equals("exit"));
  }
}
