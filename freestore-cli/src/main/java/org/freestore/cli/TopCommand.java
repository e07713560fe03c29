// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.freestore.cli.live.Top;
import org.freestore.cli.live.TopSampler;
import org.freestore.diagnostics.attach.Target;
import org.freestore.diagnostics.attach.TargetException;
import org.freestore.diagnostics.attach.TargetException.Reason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `freestore top`: the command line and nothing else.
@Command(
    name = "top",
    description = "Shows what a running process holds, and how that changes, again and again.",
    footer = {
      "",
      "The process must be a JVM of the same user on this machine that uses Freestore.",
      "On a terminal one page replaces another until Ctrl-C; elsewhere pages are",
      "printed one below the other, the first after an interval. WASTE is what is free",
      "in slabs, of what is held. REFILLED is what threads take from slabs: less than",
      "they allocate, since they allocate again what they have just freed. Types are",
      "exact; columns with ~ are estimates, from RECORDED allocations.",
      "",
      "Exit codes: 0 done; 2 the process cannot be asked; 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class TopCommand implements Callable<Integer> {
  private static final double LEAST_SECONDS = 0.1;
  private static final double MOST_SECONDS = 86_400;

  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "PID", description = "The process, by its identifier.")
  private long pid;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "Time between two pages (default ${DEFAULT-VALUE}).")
  private double interval;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Stop after N pages; by default when the process ends.")
  private int count;

  @Option(
      names = "--types",
      paramLabel = "N",
      defaultValue = "10",
      description = "Show at most N types (default ${DEFAULT-VALUE}).")
  private int types;

  @Option(
      names = "--sites",
      paramLabel = "N",
      defaultValue = "10",
      description = "Show at most N sites (default ${DEFAULT-VALUE}).")
  private int sites;

  @Override
  public Integer call() throws InterruptedException {
    boolean makesSense = interval >= LEAST_SECONDS && interval <= MOST_SECONDS;
    if (!makesSense || count < 0 || types < 0 || sites < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--interval takes 0.1 to 86400; --count, --types and --sites no less than 0");
    }
    try (Target target = Processes.attach(pid, spec.commandLine().getErr())) {
      return watch(target);
    } catch (TargetException e) {
      return Refusal.of(e, spec.commandLine().getErr());
    }
  }

  private int watch(Target target) throws InterruptedException {
    String name = "process " + pid + ", " + Processes.name(target);
    Top top = new Top(new TopSampler(target), name, types, sites);
    long millis = Math.round(interval * 1_000);
    PrintWriter out = spec.commandLine().getOut();
    try {
      if (Terminal.onStandardOutput()) {
        try (Screen screen = new Screen(out)) {
          top.run(screen, millis, count, true);
        }
      } else {
        top.run(Top.printed(out), millis, count, false);
      }
    } catch (TargetException e) {
      if (e.reason() != Reason.ENDED || count > 0) {
        throw e;
      }
      out.println("process " + pid + " has ended");
    }
    return ExitCode.OK;
  }
}
