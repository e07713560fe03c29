// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

/// Whether diagnostics watch the process by themselves, as a system property says.
public final class Switch {
  /// `on`, the default, or `off`.
  private static final String PROPERTY = "freestore.diagnostics";

  private Switch() {}

  /// Returns whether they do.
  ///
  /// @throws IllegalStateException if the property has a value that it cannot have
  public static boolean isOn() {
    String value = System.getProperty(PROPERTY, "on");
    return switch (value) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalStateException(
              "system property has a wrong value: -D"
                  + PROPERTY
                  + "="
                  + value
                  + " allowed=on, off");
    };
  }
}
