// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.net.URL;

/// Where a class was loaded from: tells a library from a program that lives in a package of the
/// same name.
final class Origin {
  private Origin() {}

  /// Returns the directory or jar of a class as a URL, empty if it has none.
  static String of(Class<?> type) {
    String path = type.getName().replace('.', '/') + ".class";
    URL url = type.getResource("/" + path);
    String found = url == null ? "" : url.toString();
    return found.endsWith(path) ? found.substring(0, found.length() - path.length()) : "";
  }
}
