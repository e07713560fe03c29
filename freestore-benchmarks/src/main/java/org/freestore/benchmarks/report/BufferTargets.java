// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import static org.freestore.benchmarks.report.Target.Comparison.AT_LEAST;
import static org.freestore.benchmarks.report.Target.Comparison.AT_MOST;

import java.util.ArrayList;
import java.util.List;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Results;

/// The project's targets for Netty's buffers, as the allocator is by default and when it recycles
/// buffer objects.
final class BufferTargets {
  /// The cases and groups that the targets read.
  static final List<String> CASES =
      List.of("netty", "jmh-netty-pair", "jmh-netty-replace", "http-echo");

  private static final double OF_ADAPTIVE = 0.5;
  private static final double OF_POOLED = 0.3;
  private static final double OF_PORT = 0.9;

  private final Readings readings;
  private final List<Target> targets = new ArrayList<>();

  private BufferTargets(Results results) {
    readings = new Readings(results);
  }

  /// Returns all targets with what the results say about them.
  static List<Target> of(Results results) {
    BufferTargets targets = new BufferTargets(results);
    for (Candidate way : List.of(Candidate.FREESTORE, Candidate.FREESTORE_RECYCLING)) {
      targets.addReplacements(way);
      targets.addGarbage("jmh-netty-pair", way);
      targets.addGarbage("jmh-netty-replace", way);
    }
    targets.addServers();
    return List.copyOf(targets.targets);
  }

  private void addReplacements(Candidate way) {
    for (String pattern : new String[] {"socket-proxy", "api-gateway"}) {
      for (int live : new int[] {1024, 16_384}) {
        String name = "netty-direct-" + pattern + "-" + live;
        addRatio(name, way, Candidate.NETTY_ADAPTIVE, OF_ADAPTIVE);
        addRatio(name, way, Candidate.NETTY_POOLED, OF_POOLED);
        addRatio(name, way, Candidate.NETTY_PORT, OF_PORT);
      }
    }
  }

  private void addRatio(String name, Candidate way, Candidate base, double limit) {
    addRatio(name, Figure.CPU, way, base, limit);
  }

  private void addRatio(String name, Figure figure, Candidate way, Candidate base, double limit) {
    targets.add(
        new Target(
            "%s, %s: %s ÷ %s".formatted(name, figure.title(), way.title(), base.title()),
            AT_MOST,
            limit,
            "×",
            readings.ratio(name, figure, way, base)));
  }

  private void addServers() {
    Candidate base = Candidate.NETTY_ADAPTIVE;
    targets.add(
        new Target(
            "http-echo, requests a second: freestore ÷ " + base.title(),
            AT_LEAST,
            1,
            "×",
            readings.throughput("http-echo", Candidate.FREESTORE, base)));
    addRatio("http-echo", Figure.PERCENTILE_99, Candidate.FREESTORE, base, 1);
    addRatio("http-echo", Figure.PEAK, Candidate.FREESTORE, base, 0.8);
    for (String kept : new String[] {"bodies", "copies"}) {
      addRatio("http-echo-kept-" + kept, Figure.PEAK, Candidate.FREESTORE, base, 0.5);
    }
  }

  private void addGarbage(String name, Candidate way) {
    targets.add(
        new Target(
            "%s, %s: garbage on the Java heap".formatted(name, way.title()),
            AT_MOST,
            Targets.NO_GARBAGE_BYTES,
            "B/op",
            readings.median(name, way, Figure.GARBAGE)));
  }
}
