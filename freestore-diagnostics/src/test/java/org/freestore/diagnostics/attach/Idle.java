// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

/// What tests attach to: a program that has Freestore on its class path and does not use it.
public final class Idle {
  private Idle() {}

  /// Waits for so many seconds.
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("ready");
    Thread.sleep(Long.parseLong(arguments[0]) * 1_000);
  }
}
