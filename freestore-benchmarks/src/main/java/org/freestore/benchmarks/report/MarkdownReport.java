// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Case;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Results;

/// The report for people.
final class MarkdownReport {
  private static final double LOSS = 1.05;

  /// Groups of cases that are of one kind, so that their mean says something.
  private static final Set<String> MEANT = Set.of("pair", "batch", "replay", "memory");

  private final Report report;
  private final Results results;
  private final List<Path> charts;
  private final StringBuilder text = new StringBuilder();

  MarkdownReport(Report report, List<Path> charts) {
    this.report = report;
    this.results = report.results();
    this.charts = charts;
  }

  String text() {
    line("# Freestore benchmarks");
    addPreface();
    addTargets();
    charts.forEach(chart -> line("\n![" + title(chart) + "](" + chart.getFileName() + ")"));
    byGroup().forEach(this::addGroup);
    if (!report.settings().quick()) {
      addLosses();
    }
    addFailures();
    addMachine();
    return text.toString();
  }

  private void addPreface() {
    if (report.settings().quick()) {
      line("\n**A quick run, which shows that everything runs. Its figures mean nothing.**");
    }
    line(
        "\nRounds: %d. Figures are medians over the rounds; less is better. In brackets: how many times"
                .formatted(report.settings().rounds())
            + " the first column's figure it is, the median of the quotients within a round. What each"
            + " workload does and how it is measured: `docs/benchmarks.md`.");
  }

  private void addTargets() {
    line("\n## Targets\n");
    text.append(TargetsTable.of(report.targets()));
  }

  private Map<String, List<Case>> byGroup() {
    return results.cases().stream()
        .collect(Collectors.groupingBy(Case::group, LinkedHashMap::new, Collectors.toList()));
  }

  private void addGroup(String group, List<Case> cases) {
    line("\n## " + group);
    Set<Figure> figures = new LinkedHashSet<>();
    cases.forEach(test -> figures.addAll(test.figures()));
    for (Figure figure : figures) {
      line("\n" + figure.title() + ", " + figure.unit() + "\n");
      addTable(figure, cases.stream().filter(test -> test.figures().contains(figure)).toList());
    }
  }

  private void addTable(Figure figure, List<Case> cases) {
    Set<Candidate> candidates = new LinkedHashSet<>();
    cases.forEach(test -> candidates.addAll(test.candidates()));
    StringBuilder head = new StringBuilder("| |");
    candidates.forEach(candidate -> head.append(' ').append(candidate.title()).append(" |"));
    line(head.toString());
    line("|---|" + "---:|".repeat(candidates.size()));
    for (Case test : cases) {
      StringBuilder row = new StringBuilder("| " + test.name() + " |");
      candidates.forEach(each -> row.append(' ').append(cell(test, each, figure)).append(" |"));
      line(row.toString());
    }
    if (cases.size() > 1 && MEANT.contains(cases.getFirst().group())) {
      addGeometricMeans(figure, cases, candidates);
    }
  }

  private String cell(Case test, Candidate candidate, Figure figure) {
    List<Double> values = results.values(test, candidate, figure);
    if (values.isEmpty()) {
      return "–";
    }
    String median = Numbers.text(Statistics.median(values));
    Candidate first = test.candidates().getFirst();
    if (candidate == first) {
      return "**" + median + "**";
    }
    OptionalDouble ratio = Statistics.ratio(values, results.values(test, first, figure));
    boolean nothing = median.equals("0"); // a quotient of remainders
    return ratio.isEmpty() || nothing ? median : median + " (" + Numbers.text(ratio) + ")";
  }

  private void addGeometricMeans(Figure figure, List<Case> cases, Set<Candidate> candidates) {
    StringBuilder row = new StringBuilder("| *geometric mean* |");
    for (Candidate candidate : candidates) {
      double[] medians =
          cases.stream()
              .map(test -> Statistics.median(results.values(test, candidate, figure)))
              .mapToDouble(median -> median.orElse(Double.NaN))
              .toArray();
      row.append(" *").append(Numbers.text(Statistics.geometricMean(medians))).append("* |");
    }
    line(row.toString());
  }

  /// A case that others do better, how many times better at best, and all of them in words.
  private record Loss(Case test, double worst, String winners) {}

  private void addLosses() {
    List<Loss> losses =
        results.cases().stream()
            .flatMap(test -> loss(test).stream())
            .sorted(Comparator.comparingDouble(Loss::worst).reversed())
            .toList();
    line("\n## Where Freestore loses\n");
    if (losses.isEmpty()) {
      line("Nowhere in this run, by 5 % or more.");
      return;
    }
    line("By 5 % or more, worst first: how many times the other's figure Freestore's is.\n");
    line("| case | figure | against |");
    line("|---|---|---|");
    for (Loss loss : losses) {
      line(
          "| %s | %s | %s |"
              .formatted(loss.test().name(), loss.test().figure().title(), loss.winners()));
    }
  }

  private Optional<Loss> loss(Case test) {
    List<Double> ours = results.values(test, test.candidates().getFirst(), test.figure());
    List<String> winners = new ArrayList<>();
    double worst = 0;
    for (Candidate candidate : test.candidates()) {
      List<Double> theirs = results.values(test, candidate, test.figure());
      double ratio = Statistics.ratio(ours, theirs).orElse(0);
      if (ratio >= LOSS && candidate != Candidate.EMPTY_MAIN) {
        winners.add(candidate.title() + " " + Numbers.text(ratio) + " ×");
        worst = Math.max(worst, ratio);
      }
    }
    return winners.isEmpty()
        ? Optional.empty()
        : Optional.of(new Loss(test, worst, String.join(", ", winners)));
  }

  private void addFailures() {
    if (!results.failures().isEmpty()) {
      line("\n## Failures\n");
      results.failures().forEach(failure -> line("```\n" + failure + "\n```"));
    }
  }

  private void addMachine() {
    line("\n## Machine\n");
    line("| | |");
    line("|---|---|");
    report.machine().forEach((name, value) -> line("| " + name + " | " + value + " |"));
  }

  private static String title(Path chart) {
    return String.valueOf(chart.getFileName()).replaceFirst("\\..*", "").replace('-', ' ');
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
