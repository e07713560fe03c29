// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.freestore.diagnostics.attach.TargetException;
import org.freestore.diagnostics.leak.DhatProfile;
import org.freestore.diagnostics.leak.JemallocProfile;
import org.freestore.diagnostics.leak.LeakOptions;
import org.freestore.diagnostics.leak.LeakReport;
import org.freestore.diagnostics.leak.Suppressions;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `freestore leaks`: the command line and nothing else.
@Command(
    name = "leaks",
    description = "Says what of a process's off-heap memory nothing leads to any more.",
    footer = {
      "",
      "Java variables are not searched: of a running program, what only they hold is in",
      "the report, too. --since leaves out what was there before.",
      "",
      "--format=dhat is for Valgrind's dh_view.html, --format=jemalloc for jeprof; both",
      "show all that is live.",
      "",
      "Exit codes: 0 no leaks, or a profile was written; 1 leaks; 2 bad input or usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class LeaksCommand implements Callable<Integer> {
  /// How leaks can be written.
  enum Format {
    TEXT,
    JSON,
    DHAT,
    JEMALLOC;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Parameters(
      paramLabel = "PID|SNAPSHOT",
      description = "A running process, by its identifier, or a file that a snapshot was saved to.")
  private String source;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Option(
      names = "--since",
      paramLabel = "SNAPSHOT",
      description = "Leave out what was live in this snapshot already.")
  private @Nullable Path since;

  @Option(
      names = "--suppressions",
      paramLabel = "FILE",
      description = "Leave out what this file names, in LeakSanitizer's format.")
  private @Nullable Path suppressions;

  @Option(names = "--store", paramLabel = "NAME", description = "Report on this store only.")
  private @Nullable String store;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "16",
      description = "Tell sites apart by their N innermost frames (default ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show the N worst groups of each kind (default ${DEFAULT-VALUE}).")
  private int most;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (frames < 1 || most < 1) {
      throw new ParameterException(spec.commandLine(), "--frames and --most take positive numbers");
    }
    try {
      LeakOptions options = options();
      return write(SnapshotSource.read(source, err), options);
    } catch (SnapshotSource.UnavailableException | TargetException e) {
      return Refusal.of(e, err);
    }
  }

  /// Read before a process is asked: nobody should wait for a snapshot to learn of a misspelt file.
  private LeakOptions options() {
    return LeakOptions.defaults()
        .withFrames(frames)
        .withStore(store)
        .withSuppressions(suppressions == null ? Suppressions.NONE : read(suppressions))
        .withSince(
            since == null
                ? null
                : SnapshotSource.read(since.toString(), spec.commandLine().getErr()));
  }

  private int write(Snapshot snapshot, LeakOptions options) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> {
        LeakReport report = report(snapshot, options);
        out.println(report.text(most));
        return exitCode(report);
      }
      case JSON -> {
        LeakReport report = report(snapshot, options);
        out.println(report.json());
        return exitCode(report);
      }
      case DHAT -> DhatProfile.write(snapshot, out);
      case JEMALLOC -> JemallocProfile.write(snapshot, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static int exitCode(LeakReport report) {
    return report.isEmpty() ? ExitCode.OK : ExitCode.FAULT;
  }

  private static LeakReport report(Snapshot snapshot, LeakOptions options) {
    Snapshot since = options.since();
    if (since != null && since.takenAt().isAfter(snapshot.takenAt())) {
      throw new SnapshotSource.UnavailableException(
          "--since takes the earlier of two snapshots: since="
              + since.takenAt()
              + " taken="
              + snapshot.takenAt(),
          null);
    }
    try {
      return LeakReport.of(snapshot, options);
    } catch (IllegalArgumentException e) {
      throw new SnapshotSource.UnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Suppressions read(Path file) {
    try {
      return Suppressions.read(file);
    } catch (IllegalArgumentException e) {
      throw new SnapshotSource.UnavailableException(String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new SnapshotSource.UnavailableException(FileTrouble.words(e), e);
    }
  }
}
