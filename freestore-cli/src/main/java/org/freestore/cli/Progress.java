// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A progress bar on a terminal, nothing elsewhere. The bar goes to standard error and is wiped
/// when its task is done.
final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 100;

  private final @Nullable ProgressBar bar;

  private Progress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /// Begins a task.
  ///
  /// @param shown whether to show anything
  /// @param task what is being done
  /// @param steps about how many steps it has
  static Progress ofSteps(boolean shown, String task, long steps) {
    return new Progress(shown ? newBar(task, steps, "", 1) : null);
  }

  /// Begins to read a file.
  ///
  /// @param shown whether to show anything
  /// @param task what is being done
  /// @param bytes how many bytes it has, 0 if that is not known
  static Progress ofBytes(boolean shown, String task, long bytes) {
    return new Progress(shown ? newBar(task, bytes, " KiB", 1 << 10) : null);
  }

  private static ProgressBar newBar(String task, long total, String unit, long unitSize) {
    return ProgressBar.builder()
        .setTaskName(task)
        .setUnit(unit, unitSize)
        .setInitialMax(total == 0 ? -1 : total)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .hideEta()
        .clearDisplayOnFinish()
        .build();
  }

  /// Says that `done` steps are done.
  void at(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  /// Says that `done` of `total` steps are done.
  void at(long done, long total) {
    if (bar != null) {
      bar.maxHint(total);
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
