// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.analysis.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `freestore replay`: the command line and nothing else.
@Command(
    name = "replay",
    description = "Replays what real programs asked of malloc, and says what it cost.",
    footer = {
      "",
      "Reads glibc mtrace, Android memory_trace, heaptrack (raw and interpreted) and",
      "malloclab .rep, plain or packed with gzip, zstd or zip. Formats are found by",
      "content. Sizes may end in K, M, G or T.",
      "",
      "Exit codes: 0 done; 1 an allocator was found at fault; 2 bad input or usage;",
      "130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Traces to replay; without one, the sample traces that come with Freestore.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--compare",
      paramLabel = "NAME",
      split = ",",
      description = "Replay through these as well: ${COMPLETION-CANDIDATES}.",
      completionCandidates = ComparableNames.class)
  private List<String> compared = new ArrayList<>();

  @Option(
      names = "--threads",
      description = "Replay a trace that names its threads with threads of its own.")
  private boolean threads;

  @Option(names = "--json", description = "Print one JSON object a line instead of text.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report to a page of HTML as well, with usage over time.")
  private @Nullable Path html;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Time the trace N times and take the median; by default as its length allows.")
  private int rounds;

  @Option(
      names = "--sites",
      paramLabel = "N",
      defaultValue = "5",
      description = "Name at most N call sites of each kind of defect (default ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--max-block",
      paramLabel = "SIZE",
      defaultValue = "2G",
      converter = ByteSize.class,
      description = "Refuse traces with a larger block (default ${DEFAULT-VALUE}).")
  private long maxBlockBytes;

  @Option(
      names = "--max-live",
      paramLabel = "SIZE",
      converter = ByteSize.class,
      description = "Refuse traces with more bytes live at once (default: half of the memory).")
  private long maxLiveBytes = MachineMemory.totalBytes() / 2;

  @Option(
      names = "--max-operations",
      paramLabel = "N",
      defaultValue = "1000000000",
      description = "Refuse longer traces (default ${DEFAULT-VALUE}).")
  private long maxOperations;

  @Option(
      names = "--max-threads",
      paramLabel = "N",
      defaultValue = "1000",
      description = "With --threads, refuse more threads at once (default ${DEFAULT-VALUE}).")
  private int maxThreads;

  @Override
  public Integer call() {
    checkNumbers();
    Limits limits = new Limits(maxBlockBytes, maxLiveBytes, maxOperations, maxThreads);
    ReplaySettings settings =
        new ReplaySettings(traces(), allocators(), threads, json, html, rounds, sites, limits);
    CommandLine commandLine = spec.commandLine();
    return new ReplaySession(settings, commandLine.getOut(), commandLine.getErr()).run();
  }

  private void checkNumbers() {
    if (rounds < 0 || sites < 0 || maxOperations < 1 || maxThreads < 1) {
      throw usage("--rounds, --sites, --max-operations and --max-threads take positive numbers");
    }
  }

  private List<Path> traces() {
    List<Path> traces = files.isEmpty() ? SampleTraces.find() : files;
    if (traces.isEmpty()) {
      throw usage("No FILE given, and the sample traces are not here");
    }
    return traces;
  }

  /// Returns Freestore and those to compare; what is not installed is said and left out.
  private List<AllocatorKind> allocators() {
    Set<AllocatorKind> kinds = new LinkedHashSet<>();
    kinds.add(AllocatorKind.FREESTORE);
    for (String name : compared) {
      AllocatorKind kind =
          AllocatorKind.ofKey(name)
              .orElseThrow(() -> usage("--compare does not know '" + name + "'"));
      kind.missing()
          .ifPresentOrElse(
              problem -> spec.commandLine().getErr().println("freestore: " + problem),
              () -> kinds.add(kind));
    }
    return List.copyOf(kinds);
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
