// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.freestore.diagnostics.attach.TargetException;
import org.freestore.diagnostics.snapshot.Grouping;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.SnapshotDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `freestore diff`: the command line and nothing else.
@Command(
    name = "diff",
    description = "Says what grew between two snapshots.",
    footer = {
      "",
      "A running process, by its identifier, may stand for either: it is asked for one.",
      "",
      "Exit codes: 0 done; 2 bad input or usage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class DiffCommand implements Callable<Integer> {
  /// What blocks can be summed up by.
  enum By {
    SITE,
    TYPE,
    SIZE,
    THREAD,
    HEAP,
    AGE,
    STORE;

    Grouping grouping() {
      return this == SIZE ? Grouping.SIZE_CLASS : Grouping.valueOf(name());
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Parameters(index = "0", paramLabel = "BEFORE", description = "The first snapshot.")
  private String before;

  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Parameters(index = "1", paramLabel = "AFTER", description = "The second snapshot.")
  private String after;

  @Option(
      names = "--by",
      defaultValue = "site",
      description = "Sum up by ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private By by = By.SITE;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show the N groups that grew most (default ${DEFAULT-VALUE}).")
  private int most;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (most < 1) {
      throw new ParameterException(spec.commandLine(), "--most takes a positive number");
    }
    try {
      Snapshot first = SnapshotSource.read(before, err);
      Snapshot second = SnapshotSource.read(after, err);
      SnapshotDiff diff = SnapshotDiff.of(first, second, by.grouping());
      spec.commandLine().getOut().println(diff.text(most));
      return ExitCode.OK;
    } catch (SnapshotSource.UnavailableException | TargetException e) {
      return Refusal.of(e, err);
    }
  }
}
