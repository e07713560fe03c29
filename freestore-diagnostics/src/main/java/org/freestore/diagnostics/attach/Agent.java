// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// Runs in the process that is asked, where that has no diagnostics of its own: loads them beside
/// each Freestore it finds, whatever class loader or module layer that is in.
///
/// Goes there all alone in a jar of its own: uses no other class of the diagnostics. Public because
/// the JVM asks for it; nothing for programs to call.
public final class Agent {
  /// Where it leaves what went wrong.
  static final String FAILURE = "freestore.agent.failure";

  private static final String CORE = "org.freestore.FreeStore";
  private static final String START = "org.freestore.diagnostics.management.LateStart";

  private Agent() {}

  /// Called by the JVM.
  ///
  /// @param classPath where the diagnostics are
  public static void agentmain(String classPath, Instrumentation instrumentation) {
    System.clearProperty(FAILURE);
    try {
      for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
        if (loaded.getName().equals(CORE)) {
          start(loaded.getClassLoader(), classPath);
        }
      }
    } catch (ReflectiveOperationException | MalformedURLException | LinkageError e) {
      boolean wrapped = e instanceof InvocationTargetException && e.getCause() != null;
      System.setProperty(FAILURE, String.valueOf(wrapped ? e.getCause() : e));
    }
  }

  private static void start(@Nullable ClassLoader loader, String classPath)
      throws ReflectiveOperationException, MalformedURLException {
    find(loader, classPath).getMethod("start").invoke(null);
  }

  private static Class<?> find(@Nullable ClassLoader loader, String classPath)
      throws ClassNotFoundException, MalformedURLException {
    try {
      return Class.forName(START, true, loader);
    } catch (ClassNotFoundException e) {
      return Class.forName(START, true, beside(loader, classPath));
    }
  }

  /// The loader is never closed: its classes stay as long as the process.
  @SuppressWarnings("resource")
  private static ClassLoader beside(@Nullable ClassLoader loader, String classPath)
      throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (StringTokenizer entries = new StringTokenizer(classPath, File.pathSeparator);
        entries.hasMoreTokens(); ) {
      urls.add(Path.of(entries.nextToken()).toUri().toURL());
    }
    return new URLClassLoader("freestore-diagnostics", urls.toArray(URL[]::new), loader);
  }
}
