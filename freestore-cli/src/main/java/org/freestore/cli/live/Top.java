// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.live;

import java.io.PrintWriter;
import java.util.List;
import org.freestore.diagnostics.attach.TargetException;

/// Shows a process again and again.
public final class Top {
  private final TopSampler sampler;
  private final String process;
  private final int types;
  private final int sites;

  /// Makes one.
  ///
  /// @param process what the process is called
  /// @param types how many types to show at most
  /// @param sites how many sites to show at most
  public Top(TopSampler sampler, String process, int types, int sites) {
    this.sampler = sampler;
    this.process = process;
    this.types = types;
    this.sites = sites;
  }

  /// Where pages go.
  public interface Page {
    /// Shows a page.
    ///
    /// @return whether anybody can see the next one
    boolean show(List<String> lines);

    /// Returns how many characters of a line are seen.
    default int columns() {
      return Integer.MAX_VALUE;
    }
  }

  /// Returns pages that are printed one below the other, with an empty line between.
  public static Page printed(PrintWriter out) {
    boolean[] first = {true};
    return lines -> {
      if (!first[0]) {
        out.println();
      }
      first[0] = false;
      lines.forEach(out::println);
      return !out.checkError();
    };
  }

  /// Shows pages until they are so many, or the process ends, or nobody sees them any more.
  ///
  /// @param intervalMillis the time between two
  /// @param count how many pages; 0 for as long as the process lives
  /// @param atOnce whether the first is shown at once, without rates
  /// @throws TargetException if the process cannot be asked
  /// @throws InterruptedException if this thread is interrupted
  public void run(Page page, long intervalMillis, int count, boolean atOnce)
      throws InterruptedException {
    TopSample before = null;
    int shown = 0;
    boolean goesOn = true;
    while (goesOn) {
      TopSample now = sampler.take();
      if (before != null || atOnce) {
        boolean seen =
            page.show(new TopText(before, now, types, sites).lines(process, page.columns()));
        shown++;
        goesOn = seen && (count == 0 || shown < count);
      }
      before = now;
      if (goesOn) {
        Thread.sleep(intervalMillis);
      }
    }
  }
}
