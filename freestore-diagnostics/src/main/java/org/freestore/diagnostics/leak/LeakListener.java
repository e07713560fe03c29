// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.Leaks;
import org.freestore.StoreListener;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/// Prints fuller reports in place of the core's where `-Dfreestore.leaks=report` asks for them: of
/// the global store when the program ends, and of any other as it is closed.
///
/// | system property | |
/// |---|---|
/// | `freestore.leaks.suppressions` | a file of [Suppressions] |
/// | `freestore.leaks.snapshot` | where to save a [Snapshot] at the end, if there are leaks |
///
/// Found by the core's [java.util.ServiceLoader].
public final class LeakListener implements StoreListener {
  private static final String LEAKS = "freestore.leaks";
  private static final String SUPPRESSIONS = "freestore.leaks.suppressions";
  private static final String SNAPSHOT = "freestore.leaks.snapshot";
  private static final int MOST_GROUPS = 100;

  /// Makes a listener.
  public LeakListener() {
    if (!isReporting()) {
      List.of(SUPPRESSIONS, SNAPSHOT).forEach(LeakListener::warnOfNoEffect);
    }
  }

  private static boolean isReporting() {
    return "report".equals(System.getProperty(LEAKS));
  }

  private static void warnOfNoEffect(String property) {
    if (System.getProperty(property) != null) {
      System.err.println(
          "freestore: -D" + property + " has no effect without -D" + LEAKS + "=report");
    }
  }

  @Override
  public void closing(FreeStore store) {
    if (!isReporting()) {
      return;
    }
    LeakReport report = LeakReport.of(Snapshot.of(store), options());
    if (!report.isEmpty()) {
      System.err.println(report.text(MOST_GROUPS));
    }
  }

  /// It looks for itself.
  @Override
  public boolean wantsLeaks() {
    return false;
  }

  @Override
  public String leakReport(FreeStore store, Leaks leaks) {
    Snapshot snapshot = Snapshot.take();
    save(snapshot);
    LeakReport report = LeakReport.of(snapshot, options().withStore(store.name()));
    return report.isEmpty() && report.suppressed().isEmpty()
        ? report.summary()
        : report.text(MOST_GROUPS);
  }

  private static LeakOptions options() {
    String file = System.getProperty(SUPPRESSIONS);
    return file == null
        ? LeakOptions.defaults()
        : LeakOptions.defaults().withSuppressions(readSuppressions(file));
  }

  /// A report with too much in it is better than none.
  private static Suppressions readSuppressions(String file) {
    try {
      return Suppressions.read(Path.of(file));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      warn(SUPPRESSIONS, e);
      return Suppressions.NONE;
    }
  }

  private static void save(Snapshot snapshot) {
    String file = System.getProperty(SNAPSHOT);
    if (file != null) {
      try {
        snapshot.save(Path.of(file));
      } catch (IllegalArgumentException | UncheckedIOException e) {
        warn(SNAPSHOT, e);
      }
    }
  }

  private static void warn(String property, RuntimeException e) {
    Throwable cause = e.getCause();
    System.err.println("freestore: -D" + property + ": " + e.getMessage() + because(cause));
  }

  private static String because(@Nullable Throwable cause) {
    return cause == null ? "" : " (" + cause + ")";
  }
}
