// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

/// The `freestore` command.
final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.err.println("usage: freestore COMMAND");
    System.exit(2);
  }
}
