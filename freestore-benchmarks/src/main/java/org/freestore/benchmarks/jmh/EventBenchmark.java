// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.freestore.diagnostics.event.DiagnosticsListener;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost to count a refill, the most frequent of what diagnostics are told, and to make
/// an event of it?
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBenchmark {
  /// `none`: there is no flight recorder; `off`: it runs, and the event is not recorded; `on`: it
  /// is.
  @Param("none")
  public String recorder = "none";

  private @Nullable Recording recording;

  @SuppressWarnings("NullAway.Init") // Set before every trial.
  private DiagnosticsListener listener;

  /// Starts the recorder before the listener looks for it.
  @Setup
  public void start() {
    if (!recorder.equals("none")) {
      recording = started(recorder.equals("on"));
    }
    listener = new DiagnosticsListener();
  }

  @SuppressWarnings("resource") // Closed after the trial.
  private static Recording started(boolean recordsRefills) {
    Recording recording = new Recording();
    recording.setToDisk(false);
    if (recordsRefills) {
      recording.enable("org.freestore.Refill");
    }
    recording.start();
    return recording;
  }

  /// Ends the recorder.
  @TearDown
  public void stop() {
    if (recording != null) {
      recording.close();
    }
  }

  /// Measures one.
  @Benchmark
  public void refilled() {
    listener.refilled("global", 64, 32, false);
  }
}
