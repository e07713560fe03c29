// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.freestore.cli.analysis.TraceAnalysis;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.operations.OperationFile;
import org.freestore.cli.replay.UsageReplay;
import org.freestore.cli.replay.UsageSample;
import org.freestore.cli.report.HumanReport;
import org.freestore.cli.report.JsonReport;
import org.freestore.cli.report.OverviewText;
import org.freestore.cli.report.ReplayPage;
import org.freestore.cli.report.TraceReport;
import org.freestore.cli.trace.TraceException;
import org.freestore.cli.trace.TraceReader;
import org.freestore.cli.worker.Measurement;
import org.freestore.cli.worker.Measuring;
import org.freestore.cli.worker.Outcome;
import org.freestore.cli.worker.WorkerException;
import org.freestore.diagnostics.picture.PageWriter;

/// Replays traces one after the other. One that is bad does not keep the others from being
/// replayed.
final class ReplaySession {
  private final ReplaySettings settings;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean progress = Terminal.onStandardError();
  private final List<TraceReport> reports = new ArrayList<>();
  private boolean badInput;
  private boolean fault;

  ReplaySession(ReplaySettings settings, PrintWriter out, PrintWriter err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /// Replays and prints everything.
  ///
  /// @return the exit code
  int run() {
    for (Path trace : settings.traces()) {
      try {
        print(replay(trace));
      } catch (TraceException e) {
        badInput(String.valueOf(e.getMessage()));
      } catch (UncheckedIOException e) {
        String where = System.getProperty("java.io.tmpdir");
        badInput(trace + ": cannot keep its operations in " + where + ": " + reason(e));
      } catch (OutOfMemoryError e) {
        long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
        badInput(trace + ": needs more than the " + mebibytes + " MiB of Java heap (-Xmx)");
      } catch (WorkerException e) {
        return interrupted(e);
      }
    }
    printOverview();
    writePage();
    return fault ? ExitCode.FAULT : badInput ? ExitCode.BAD_INPUT : ExitCode.OK;
  }

  /// A process that measures was ended from outside. After Ctrl-C so is this one, which then says
  /// nothing.
  private int interrupted(WorkerException e) {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
    error(String.valueOf(e.getMessage()));
    return ExitCode.INTERRUPTED;
  }

  private static String reason(UncheckedIOException e) {
    IOException cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  private void badInput(String message) {
    badInput = true;
    error(message);
  }

  private void error(String message) {
    Refusal.say(message, err);
  }

  private TraceReport replay(Path trace) {
    try (WorkDirectory directory = new WorkDirectory()) {
      Path operations = directory.path().resolve("operations");
      TraceSummary summary = analyse(trace, operations);
      List<Outcome> outcomes = measure(summary, operations, directory.path());
      return new TraceReport(summary, outcomes, usage(summary, operations));
    }
  }

  /// In this process: nothing is timed.
  private List<UsageSample> usage(TraceSummary summary, Path operations) {
    if (settings.html() == null) {
      return List.of();
    }
    String task = "usage of " + name(Path.of(summary.trace()));
    try (Progress bar = Progress.ofSteps(progress, task, 1);
        OperationFile file = new OperationFile(operations)) {
      List<UsageSample> samples = new UsageReplay(file).run();
      bar.at(1);
      return samples;
    }
  }

  private TraceSummary analyse(Path trace, Path operations) {
    try (TraceReader reader = TraceReader.open(trace);
        Progress bar = Progress.ofBytes(progress, "reading " + name(trace), reader.fileBytes());
        TraceAnalysis analysis =
            new TraceAnalysis(reader, operations, threaded(reader), settings.limits())) {
      return analysis.run(bar::at, settings.sites());
    }
  }

  private boolean threaded(TraceReader reader) {
    boolean named = reader.format().threaded();
    if (settings.threads() && !named) {
      error(
          reader.fileName() + ": " + reader.format().title() + " names no threads; one replays it");
    }
    return settings.threads() && named;
  }

  private List<Outcome> measure(TraceSummary summary, Path operations, Path directory) {
    String task = "replaying " + name(Path.of(summary.trace()));
    long steps = (long) Measuring.STEPS_OF_ALLOCATOR * settings.allocators().size();
    try (Progress bar = Progress.ofSteps(progress, task, steps)) {
      return new Measuring(operations, summary.facts(), directory, settings.rounds(), bar::at)
          .measure(settings.allocators());
    }
  }

  private static String name(Path trace) {
    return String.valueOf(trace.getFileName());
  }

  private void print(TraceReport report) {
    if (settings.json()) {
      report.measurements().forEach(m -> out.println(JsonReport.line(report.summary(), m)));
    } else {
      if (!reports.isEmpty()) {
        out.println();
        out.println();
      }
      HumanReport.lines(report).forEach(out::println);
    }
    out.flush();
    reports.add(report);
    noteFaults(report);
  }

  private void noteFaults(TraceReport report) {
    for (Outcome.Failure failure : report.failures()) {
      fault = true;
      error(report.summary().trace() + ": " + failure.message());
    }
    List<Measurement> measured = report.measurements();
    fault |= measured.stream().anyMatch(m -> disagree(m, measured.getFirst()));
  }

  private static boolean disagree(Measurement one, Measurement other) {
    return one.refused() == other.refused() && one.hash() != other.hash();
  }

  private void writePage() {
    Path file = settings.html();
    if (file == null || reports.isEmpty()) {
      return;
    }
    try {
      PageWriter.write(ReplayPage.of(reports), file);
    } catch (IOException e) {
      badInput("cannot write the page: file=" + file + " " + e);
    }
  }

  private void printOverview() {
    if (!settings.json() && reports.size() > 1) {
      out.println();
      OverviewText.lines(reports).forEach(out::println);
      out.flush();
    }
  }
}
