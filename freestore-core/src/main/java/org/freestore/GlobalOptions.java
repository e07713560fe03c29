// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.Locale;
import org.freestore.protection.Site;

/// How the global store behaves, as system properties say.
final class GlobalOptions {
  static final String NAME = "global";

  /// `standard`, `sites` or `full`.
  static final String PROTECTION = "freestore.protection";

  /// `report` or `none`.
  static final String LEAKS = "freestore.leaks";

  /// `throw` or `report`.
  static final String MISUSE = "freestore.misuse";

  /// A number of bytes, or `off`.
  static final String SAMPLING = "freestore.sampling";

  private GlobalOptions() {}

  /// Returns the options.
  ///
  /// @throws IllegalStateException if a property has a value that it cannot have
  static FreeStoreOptions read() {
    checkSiteFrames();
    return FreeStoreOptions.defaults()
        .withName(NAME)
        .withProtection(protection())
        .withMisusePolicy(misusePolicy())
        .withSamplingBytes(samplingBytes());
  }

  private static MisusePolicy misusePolicy() {
    String value = System.getProperty(MISUSE, "throw");
    return switch (value) {
      case "throw" -> MisusePolicy.THROW;
      case "report" -> MisusePolicy.REPORT;
      default -> throw wrong(MISUSE, value, "throw, report");
    };
  }

  private static long samplingBytes() {
    String value = System.getProperty(SAMPLING);
    if (value == null) {
      return FreeStoreOptions.DEFAULT_SAMPLING_BYTES;
    }
    if (value.equals("off")) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(value) < 0 ? Long.MAX_VALUE : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw wrong(SAMPLING, value, "off, or a number of bytes");
    }
  }

  private static void checkSiteFrames() {
    String value = System.getProperty(Site.FRAMES_PROPERTY);
    if (value != null && !Site.isFrameCount(value)) {
      throw wrong(Site.FRAMES_PROPERTY, value, "a number from 1 to 1000");
    }
  }

  private static Protection protection() {
    String value = System.getProperty(PROTECTION, "standard");
    for (Protection protection : Protection.values()) {
      if (protection.name().toLowerCase(Locale.ROOT).equals(value)) {
        return protection;
      }
    }
    throw wrong(PROTECTION, value, "standard, sites, full");
  }

  /// Returns whether to report leaks when the program ends.
  ///
  /// @throws IllegalStateException if the property has a value that it cannot have
  static boolean reportLeaks() {
    String value = System.getProperty(LEAKS, "none");
    return switch (value) {
      case "report" -> true;
      case "none" -> false;
      default -> throw wrong(LEAKS, value, "report, none");
    };
  }

  private static IllegalStateException wrong(String property, String value, String allowed) {
    return new IllegalStateException(
        "system property has a wrong value: -D" + property + "=" + value + " allowed=" + allowed);
  }
}
