// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.diagnostics.fixture.CarStruct;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that ends, or closes a store, prints the fuller report where it is asked to.
class LeakListenerTest {
  @TempDir Path directory;

  /// Leaves something behind in two stores.
  static final class Program {
    public static void main(String[] arguments) {
      CarStruct.create().name("left behind");
      Node node = NodeStruct.create();
      node.next(node);
      try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("own"))) {
        NodeStruct.createIn(store);
      }
    }
  }

  /// Leaves something behind in a store that it never closes, and has none of the global store.
  static final class Forgetful {
    @SuppressWarnings("MustBeClosedChecker")
    public static void main(String[] arguments) {
      NodeStruct.createIn(FreeStore.open(FreeStoreOptions.defaults().withName("forgotten")));
    }
  }

  private static String run(String... options) throws IOException, InterruptedException {
    return run(Program.class, options);
  }

  private static String run(Class<?> program, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(program.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void atCloseAndAtExitTheReportIsPrinted() throws Exception {
    Path snapshot = directory.resolve("end.fsnap");
    String output =
        run(
            "-Dfreestore.leaks=report",
            "-Dfreestore.protection=sites",
            "-Dfreestore.leaks.snapshot=" + snapshot);
    assertThat(output)
        .contains("leaks: store=own program=" + Program.class.getName())
        .contains("leaks: store=global ")
        .contains(
            ", holding 24 bytes in 1 object, created here:\n    at " + Program.class.getName())
        .contains("SUMMARY: Freestore: 32 bytes leaked in 1 object\n")
        .endsWith("SUMMARY: Freestore: 104 bytes leaked in 3 objects\n");
    assertThat(Snapshot.load(snapshot).blocks().count()).isEqualTo(3);
  }

  @Test
  void atExitAStoreThatNobodyHasClosedIsReportedToo() throws Exception {
    assertThat(run(Forgetful.class, "-Dfreestore.leaks=report"))
        .contains("leaks: store=forgotten ")
        .endsWith("SUMMARY: Freestore: 32 bytes leaked in 1 object\n");
  }

  @Test
  void aListenerThatCannotBeMadeKeepsNoOtherAwayAndSaysWhy() throws Exception {
    assertThat(run("-Dfreestore.diagnostics=unknown", "-Dfreestore.leaks=report"))
        .contains("a listener could not be loaded: ", "-Dfreestore.diagnostics=unknown")
        .contains("leaks: store=global program="); // the words of the one that was made
  }

  @Test
  void suppressionsAreReadAndWhatCannotBeReadIsSaid() throws Exception {
    Path file = directory.resolve("known.supp");
    Files.writeString(file, "leak:Node\nleak:Car\n");
    String known = "-Dfreestore.leaks.suppressions=";
    assertThat(run("-Dfreestore.leaks=report", known + file))
        .contains("suppressions used:")
        .doesNotContain("store=own")
        .endsWith("SUMMARY: Freestore: 0 bytes leaked in 0 objects\n");
    assertThat(run("-Dfreestore.leaks=report", known + directory.resolve("none")))
        .startsWith("freestore: -Dfreestore.leaks.suppressions: suppressions cannot be read: ")
        .contains("SUMMARY: Freestore: 104 bytes leaked in 3 objects");
  }

  @Test
  void whatHasNoEffectWithoutAReportIsSaidOnce() throws Exception {
    assertThat(run("-Dfreestore.leaks.snapshot=" + directory.resolve("never.fsnap")))
        .isEqualTo(
            "freestore: -Dfreestore.leaks.snapshot has no effect without -Dfreestore.leaks=report\n");
  }

  @Test
  void withoutBeingAskedNothingIsPrinted() throws Exception {
    assertThat(run()).isEmpty();
  }
}
