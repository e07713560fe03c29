// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.util.concurrent.Callable;
import org.freestore.cli.live.CheckText;
import org.freestore.diagnostics.attach.Target;
import org.freestore.diagnostics.attach.TargetException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `freestore check`: the command line and nothing else.
@Command(
    name = "check",
    description = "Checks the bookkeeping of a running process's stores, while it runs.",
    footer = {
      "",
      "The process must be a JVM of the same user on this machine that uses Freestore.",
      "",
      "Exit codes: 0 every invariant holds; 1 one is broken; 2 the process cannot be asked."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "PID", description = "The process, by its identifier.")
  private long pid;

  @Override
  public Integer call() {
    try (Target target = Processes.attach(pid, spec.commandLine().getErr())) {
      CheckText check = new CheckText(target);
      check.lines().forEach(spec.commandLine().getOut()::println);
      return check.isSound() ? ExitCode.OK : ExitCode.FAULT;
    } catch (TargetException e) {
      return Refusal.of(e, spec.commandLine().getErr());
    }
  }
}
