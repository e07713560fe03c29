// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;
import org.freestore.Protection;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `freestore leaks` and `freestore diff`, of saved snapshots and of this process.
@Timeout(120)
class SnapshotCommandsTest {
  private static final String THIS = Long.toString(ProcessHandle.current().pid());

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final FreeStore store =
      FreeStore.open(
          FreeStoreOptions.defaults().withName("leaky").withProtection(Protection.SITES));

  @AfterEach
  void close() {
    store.close();
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String saved(String name) {
    Path file = directory.resolve(name);
    Snapshot.of(store).save(file);
    return file.toString();
  }

  private void leak() {
    IntArray.createIn(store, 10);
  }

  @Test
  void leaksOfAFileAreReportedAndGiveAnExitCode() {
    String clean = saved("clean.fsnap");
    leak();
    String leaky = saved("leaky.fsnap");
    assertThat(run("leaks", clean)).isEqualTo(ExitCode.OK);
    assertThat(run("leaks", leaky)).isEqualTo(ExitCode.FAULT);
    assertThat(out.toString())
        .contains("SUMMARY: Freestore: 0 bytes leaked in 0 objects")
        .contains("in 1 array of type int, created here:")
        .contains("SnapshotCommandsTest.leak(SnapshotCommandsTest.java:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatWasThereBeforeOrIsSuppressedIsLeftOut() throws IOException {
    leak();
    String before = saved("before.fsnap");
    assertThat(run("leaks", saved("same.fsnap"), "--since", before)).isEqualTo(ExitCode.OK);
    leak();
    assertThat(run("leaks", saved("more.fsnap"), "--since", before)).isEqualTo(ExitCode.FAULT);
    Path known = directory.resolve("known.supp");
    Files.writeString(known, "leak:SnapshotCommandsTest.leak\n");
    assertThat(run("leaks", before, "--suppressions", known.toString())).isEqualTo(ExitCode.OK);
  }

  @Test
  void thisProcessIsAskedByItsIdentifier() {
    leak();
    assertThat(run("leaks", THIS, "--store", "leaky")).isEqualTo(ExitCode.FAULT);
    assertThat(out.toString()).contains("pid=" + THIS, "1 array of type int");
  }

  @Test
  void profilesAndJsonAreWritten() {
    leak();
    String file = saved("leaky.fsnap");
    assertThat(run("leaks", file, "--format=json")).isEqualTo(ExitCode.FAULT);
    assertThat(out.toString()).startsWith("{").contains("\"leaks\" : [");
    assertThat(run("leaks", file, "--format=dhat")).isEqualTo(ExitCode.OK);
    assertThat(run("leaks", file, "--format=jemalloc")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"dhatFileVersion\":2", "--- heap\nheap_v2/1\n");
  }

  @Test
  void diffSaysWhatGrew() {
    String before = saved("before.fsnap");
    leak();
    leak();
    assertThat(run("diff", before, saved("after.fsnap"), "--by", "type")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains(" +2 ", "array of type int", "SUMMARY: Freestore: +");
  }

  @Test
  void numbersThatMakeNoSenseAreUsageErrors() {
    assertThat(run("leaks", saved("some.fsnap"), "--frames", "0")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("Usage: ");
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    Path text = directory.resolve("text");
    Files.writeString(text, "text");
    assertThat(run("leaks", text.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("diff", text.toString(), text.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("leaks", directory.resolve("none").toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("leaks", "999999999999")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("leaks", directory.toString())).isEqualTo(ExitCode.BAD_INPUT);
    String file = saved("some.fsnap");
    assertThat(run("leaks", file, "--store", "no such")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("leaks", file, "--suppressions", "none")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("not a snapshot: file=" + text)
        .contains("no such file: " + directory.resolve("none"))
        .contains("no such store: name=no such stores=[leaky]")
        .contains("suppressions cannot be read: file=none: no such file")
        .contains("snapshot cannot be read: file=" + directory + ": ")
        .doesNotContain("Usage: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMisspeltFileIsNoticedBeforeAProcessIsAsked() {
    assertThat(run("leaks", "999999999999", "--suppressions", "none"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("leaks", "999999999999", "--since", "none")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("suppressions cannot be read: file=none", "no such file: none")
        .doesNotContain("no such process");
  }

  @Test
  void aSnapshotOfAProcessIsSavedAndComparedWithItLater() {
    String before = directory.resolve("before.fsnap").toString();
    assertThat(run("snapshot", THIS, "-o", before)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith(before + ": ").contains(" KB; freestore leaks, diff");
    leak();
    assertThat(run("leaks", THIS, "--since", before)).isEqualTo(ExitCode.FAULT);
    assertThat(run("diff", before, THIS)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("1 array of type int", "SnapshotCommandsTest.leak");
    assertThat(err.toString()).isEmpty();
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void theEarlierOfTwoSnapshotsIsToBeTheEarlierOne() {
    String first = saved("first.fsnap");
    String second = saved("second.fsnap");
    assertThat(run("leaks", first, "--since", second)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("freestore: --since takes the earlier of two snapshots: since=");
    assertThat(run("leaks", second, "--since", first)).isEqualTo(ExitCode.OK);
  }

  @Test
  void aSnapshotThatCannotBeSavedIsSaidInOneLine() {
    String nowhere = directory.resolve("none/x.fsnap").toString();
    assertThat(run("snapshot", THIS, "-o", nowhere)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("snapshot", THIS, "-o", directory.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("snapshot", "999999999999", "-o", directory.resolve("x.fsnap").toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString().lines())
        .containsExactly(
            "freestore: cannot write the snapshot, for there is no such directory: file=" + nowhere,
            "freestore: cannot write the snapshot, for that is a directory: file=" + directory,
            "freestore: there is no such process: pid=999999999999");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsSaid() {
    assertThat(run("snapshot", THIS, "-o", "/dev/full")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("freestore: cannot write the snapshot: file=/dev/full: No space left")
        .hasLineCount(1);
  }
}
