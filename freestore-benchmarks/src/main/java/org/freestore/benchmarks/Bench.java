// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freestore.benchmarks.report.Report;
import org.freestore.benchmarks.run.BenchException;
import org.freestore.benchmarks.run.Case;
import org.freestore.benchmarks.run.Catalogue;
import org.freestore.benchmarks.run.Machine;
import org.freestore.benchmarks.run.NativeSide;
import org.freestore.benchmarks.run.Results;
import org.freestore.benchmarks.run.Session;
import org.freestore.benchmarks.run.Settings;
import org.freestore.benchmarks.run.Trace;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The bench command: everything Freestore claims about speed and memory, measured again.
@Command(
    name = "bench",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Measures Freestore beside native allocators and writes a report.",
    footer = {
      "",
      "Exit code: 0 when everything ran, whatever the figures; 1 when something failed;",
      "2 when the command is wrong or a competitor is missing."
    })
public final class Bench implements Callable<Integer> {
  private static final int EXIT_FAILURES = 1;
  private static final int EXIT_USAGE = 2;
  private static final int ROUNDS = 5;

  /// Names what the targets for objects are about.
  private static final String OBJECTS = "objects";

  @Parameters(
      paramLabel = "NAME",
      description =
          "Groups or cases to run; --list shows them. All of them if none is named; objects names"
              + " all that the targets for objects are about.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--targets",
      description = "Run the cases that the project's targets are about, and those named.")
  private boolean targets;

  @Option(
      names = "--against",
      paramLabel = "CANDIDATE",
      split = ",",
      description =
          "Compare with these only, by the names of a report's columns. All of them by default.")
  private List<String> against = new ArrayList<>();

  @Option(names = "--list", description = "List the groups with their cases and stop.")
  private boolean list;

  @Option(
      names = "--quick",
      description = "Run everything once, for a moment: shows that it works, measures nothing.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Processes of each candidate in each case; default ${DEFAULT-VALUE}, or 1.")
  private int rounds = ROUNDS;

  @Option(
      names = "--output",
      paramLabel = "DIRECTORY",
      description = "Where the report goes, as Markdown, HTML and JSON; default ${DEFAULT-VALUE}.")
  private Path output = Path.of("target", "bench");

  @Option(
      names = "--traces",
      paramLabel = "DIRECTORY",
      description = "Recorded traces to replay; default ${DEFAULT-VALUE}.")
  private Path traces = Path.of("samples", "traces");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and stop.")
  private boolean help;

  private Bench() {}

  /// Runs the command. The working directory is the project's root.
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("jmh.ignoreLock", "true");
    CommandLine line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      if (!(failure instanceof BenchException)) {
        throw failure;
      }
      System.err.println("bench: " + failure.getMessage());
      return EXIT_USAGE;
    });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw new BenchException("--rounds must be at least 1");
    }
    Path work = Path.of("freestore-benchmarks", "target", "bench");
    List<Case> cases = runnable(chosen(Catalogue.cases(prepareTraces(work.resolve("operations")))));
    if (list) {
      print(cases);
      return 0;
    }
    NativeSide nativeSide =
        NativeSide.prepare(Path.of("freestore-benchmarks", "src", "main", "c"), work);
    Settings settings = quick ? Settings.quick(1) : Settings.full(rounds);
    Map<String, String> machine = new LinkedHashMap<>(Machine.facts());
    machine.put("load before", Machine.load());
    Results results = new Session(settings, nativeSide, System.err).run(cases);
    machine.put("load after", Machine.load());
    Report report = new Report(machine, settings, results);
    report.write(output);
    System.out.print(report.targetsText());
    System.out.println("Report: " + output.resolve("report.html"));
    results.failures().forEach(failure -> System.err.println("bench: failed: " + failure));
    return results.failures().isEmpty() ? 0 : EXIT_FAILURES;
  }

  private List<Trace> prepareTraces(Path directory) throws IOException {
    if (!Files.isDirectory(traces)) {
      throw new BenchException("not a directory: " + traces);
    }
    List<Trace> prepared = new ArrayList<>();
    try (Stream<Path> files = Files.list(traces)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        prepared.add(Trace.prepare(file, directory));
      }
    }
    return prepared;
  }

  private List<Case> chosen(List<Case> cases) {
    List<String> words = new ArrayList<>();
    for (String name : names) {
      words.addAll(name.equals(OBJECTS) ? Report.CASES_OF_OBJECTS : List.of(name));
    }
    for (String name : words) {
      if (cases.stream().noneMatch(test -> test.chosenBy(name))) {
        throw new BenchException("no group and no case is called " + name + "; see --list");
      }
    }
    if (targets) {
      words.addAll(Report.CASES_WITH_TARGETS);
    }
    return cases.stream()
        .filter(test -> words.isEmpty() || words.stream().anyMatch(test::chosenBy))
        .map(test -> against.isEmpty() ? test : test.against(against))
        .toList();
  }

  /// Leaves the cases of web servers out where there is no wrk, unless they were asked for.
  ///
  /// @throws BenchException if they were
  private List<Case> runnable(List<Case> cases) {
    if (list || NativeSide.onPath("wrk") || cases.stream().noneMatch(Bench::needsWrk)) {
      return cases;
    }
    String missing = "needs wrk, which is missing; on Debian: apt-get install wrk";
    if (cases.stream()
        .anyMatch(test -> needsWrk(test) && names.stream().anyMatch(test::chosenBy))) {
      throw new BenchException(missing);
    }
    System.err.println("bench: leaves out http-echo: " + missing);
    return cases.stream().filter(test -> !needsWrk(test)).toList();
  }

  private static boolean needsWrk(Case test) {
    return test.program() == Case.Program.SERVER;
  }

  private static void print(List<Case> cases) {
    cases.stream()
        .collect(Collectors.groupingBy(Case::group, LinkedHashMap::new, Collectors.toList()))
        .forEach((group, members) -> {
          System.out.println(group);
          members.forEach(test -> System.out.println("  " + test.name()));
        });
  }
}
