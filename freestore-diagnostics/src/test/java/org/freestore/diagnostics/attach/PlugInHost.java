// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/// What tests attach to: a program that runs [Load], and Freestore with it, in a class loader that
/// its own classes know nothing of, as application servers do.
public final class PlugInHost {
  private PlugInHost() {}

  /// Runs the load.
  ///
  /// @param arguments the class path of the load, and for how many seconds
  public static void main(String[] arguments) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (StringTokenizer entries = new StringTokenizer(arguments[0], File.pathSeparator);
        entries.hasMoreTokens(); ) {
      urls.add(Path.of(entries.nextToken()).toUri().toURL());
    }
    ClassLoader plugIn =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Class.forName(Load.class.getName(), true, plugIn)
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {arguments[1]});
  }

  /// Returns a class path with this class and without Freestore.
  static String classPath() {
    return Path.of("target", "test-classes").toAbsolutePath().toString();
  }
}
