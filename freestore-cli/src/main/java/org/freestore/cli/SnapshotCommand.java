// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.freestore.diagnostics.attach.TargetException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `freestore snapshot`: the command line and nothing else.
@Command(
    name = "snapshot",
    description = "Saves what a process holds now, to look at later or to compare with.",
    footer = {
      "",
      "freestore leaks, diff and map read the file, here or elsewhere. What grows:",
      "",
      "  freestore snapshot PID -o before.fsnap",
      "  freestore diff before.fsnap PID           # some time later",
      "",
      "The process must be a JVM of the same user on this machine that uses Freestore;",
      "it goes on while it is looked at.",
      "",
      "Exit codes: 0 saved; 2 bad input or usage, or the process cannot be asked."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class SnapshotCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "PID", description = "The process, by its identifier.")
  private long pid;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write to, replacing what is there; unless given, PID.fsnap.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Path file = output == null ? Path.of(pid + ".fsnap") : output;
    String trouble = OutputFile.trouble(file, "snapshot");
    if (trouble != null) {
      return Refusal.say(trouble, err);
    }
    try {
      long byteSize = SnapshotSource.save(pid, file, err);
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s: %,d KB; freestore leaks, diff and map read it%n",
          file, Math.ceilDiv(byteSize, 1_000));
      out.flush();
      return ExitCode.OK;
    } catch (SnapshotSource.UnavailableException | TargetException e) {
      return Refusal.of(e, err);
    }
  }
}
