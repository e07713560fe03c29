// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.freestore.cli.SnapshotSource.UnavailableException;
import org.freestore.diagnostics.attach.TargetException;
import org.freestore.diagnostics.picture.HeapPicture;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.SnapshotFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `freestore map`: the command line and nothing else.
@Command(
    name = "map",
    description = "Writes a picture of a heap: one HTML file, to open in any browser.",
    footer = {
      "",
      "It shows every slab and block by type, state or age, what is live, where it was",
      "allocated, what leaked and who holds it, and how full the slabs are. Of several",
      "snapshots of one process the latest is pictured, with what was in use at each.",
      "",
      "A PID is that of a JVM of the same user on this machine that uses Freestore; it",
      "goes on while it is looked at.",
      "",
      "Exit codes: 0 written; 2 bad input or usage, or the process cannot be asked."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class MapCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "PID|SNAPSHOT",
      arity = "1..*",
      description = "A process, or snapshots that were saved of one.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "heap.html",
      description = "Where to write to; what is there is replaced (default ${DEFAULT-VALUE}).")
  private Path output = Path.of("heap.html");

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    String trouble = OutputFile.trouble(output, "picture");
    if (trouble != null) {
      return Refusal.say(trouble, err);
    }
    try {
      List<Snapshot> snapshots = isProcess(sources.getFirst()) ? ofProcess() : ofFiles();
      HeapPicture.write(snapshots, output);
      return written(snapshots.getLast());
    } catch (UnavailableException
        | TargetException
        | SnapshotFormatException
        | IllegalArgumentException e) {
      return Refusal.of(e, err);
    } catch (UncheckedIOException e) {
      return Refusal.say(FileTrouble.words(e), err);
    } catch (OutOfMemoryError e) {
      long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
      return Refusal.say(
          "the picture needs more than the %,d MiB of Java heap; set FREESTORE_JAVA_OPTIONS=-Xmx..."
              .formatted(mebibytes),
          err);
    }
  }

  /// A file may have any name, also one of digits.
  private static boolean isProcess(String source) {
    return source.chars().allMatch(Character::isDigit) && !Files.exists(Path.of(source));
  }

  private List<Snapshot> ofProcess() {
    if (sources.size() > 1) {
      throw new ParameterException(spec.commandLine(), "One PID, or snapshots, not both");
    }
    try {
      long pid = Long.parseLong(sources.getFirst());
      return List.of(SnapshotSource.ofProcess(pid, spec.commandLine().getErr()));
    } catch (NumberFormatException e) {
      throw new ParameterException(spec.commandLine(), "No such PID: " + sources.getFirst(), e);
    }
  }

  private List<Snapshot> ofFiles() {
    List<Snapshot> snapshots = new ArrayList<>();
    for (String source : sources) {
      snapshots.add(Snapshot.load(Path.of(source)));
    }
    snapshots.sort(Comparator.comparing((Snapshot snapshot) -> snapshot.origin().takenAt()));
    return snapshots;
  }

  private int written(Snapshot snapshot) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.printf(
          "%s: %s of %s, %,d KB; open it in a browser%n",
          output,
          counted(snapshot.blocks().count(), "object or block", "objects and blocks"),
          counted(snapshot.stores().size(), "store", "stores"),
          Math.ceilDiv(Files.size(output), 1_000));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read back: file=" + output, e);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String counted(int count, String one, String many) {
    return "%,d %s".formatted(count, count == 1 ? one : many);
  }
}
