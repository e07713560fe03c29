// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `freestore` command.
@Command(
    name = "freestore",
    description = "Dynamic memory for Java: tools around the allocator.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ReplayCommand.class,
      TopCommand.class,
      CheckCommand.class,
      LeaksCommand.class,
      SnapshotCommand.class,
      DiffCommand.class,
      MapCommand.class
    })
public final class Main implements Runnable {
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  private CommandSpec spec;

  /// Runs the command and exits with its exit code: 0, or 1 if an allocator was found at fault, or
  /// 2 for bad input or usage or where results cannot be written, or 130 after Ctrl-C.
  ///
  /// @param arguments the command line
  public static void main(String[] arguments) {
    StandardOutput results = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(results, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    System.exit(results.exitCode(code, err));
  }

  /// Runs the command without exiting.
  ///
  /// @param out for results
  /// @param err for errors and progress
  /// @param arguments the command line
  /// @return the exit code
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
