// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.freestore.FreeStore;

/// A program of its own, for what happens when one ends.
final class AtExit {
  private static final int PATIENCE_SECONDS = 30;

  private static volatile boolean exited;

  private AtExit() {}

  /// Runs a program, and returns what it printed and how it ended.
  static String run(String what) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AtExit.class.getName(),
                    what))
            .redirectErrorStream(true)
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "hangs";
    }
    return new String(
            process.getInputStream().readAllBytes(), java.nio.charset.Charset.defaultCharset())
        + "exit value "
        + process.exitValue();
  }

  /// Statics are destroyed in reverse order: the later shape first.
  public static void main(String[] args) {
    Numeral early;
    if (args[0].equals("use-after-destruction")) {
      FreeStore.createStatic(Circle.class);
      early = FreeStore.createStatic(Numeral.class);
      Moments.destruction = _ -> System.out.println("read " + early.value());
    } else {
      FreeStore.createStatic(Circle.class);
      FreeStore.createStatic(Circle.class);
      Moments.destruction = _ -> exitOnce();
      if (args[0].equals("exit-during-exit")) {
        System.exit(7);
      }
    }
  }

  private static void exitOnce() {
    if (!exited) {
      exited = true;
      System.exit(3);
    }
    System.out.println("destroyed after it");
  }
}
