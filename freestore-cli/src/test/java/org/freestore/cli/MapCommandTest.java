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
import org.freestore.diagnostics.snapshot.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command as users run it, but in this process.
class MapCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private Path snapshot(FreeStore store, String name) {
    Path file = directory.resolve(name);
    Snapshot.of(store).save(file);
    return file;
  }

  @Test
  void aSnapshotIsPictured() throws IOException {
    try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("pictured"))) {
      store.allocate(1_000, 8);
      Path page = directory.resolve("heap.html");
      assertThat(run("map", snapshot(store, "a.fsnap").toString(), "-o", page.toString()))
          .isEqualTo(ExitCode.OK);
      assertThat(err.toString()).isEmpty();
      assertThat(out.toString()).startsWith(page + ": 1 object or block of 1 store, ");
      assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("pictured");
    }
  }

  @Test
  void ofSeveralSnapshotsTheUsageIsDrawn() throws IOException {
    try (FreeStore store = FreeStore.open()) {
      Path page = directory.resolve("heap.html");
      String first = snapshot(store, "a.fsnap").toString();
      store.allocate(1_000, 8);
      String second = snapshot(store, "b.fsnap").toString();
      assertThat(run("map", first, second, "-o", page.toString())).isEqualTo(ExitCode.OK);
      assertThat(Files.readString(page)).contains("\"kind\":\"timeline\"");
    }
  }

  @Test
  void aProcessIsPicturedWhileItRuns() throws IOException {
    try (FreeStore store =
        FreeStore.open(FreeStoreOptions.defaults().withName("of-this-process"))) {
      store.allocate(1_000, 8);
      Path page = directory.resolve("heap.html");
      String pid = String.valueOf(ProcessHandle.current().pid());
      assertThat(run("map", pid, "-o", page.toString())).isEqualTo(ExitCode.OK);
      assertThat(Files.readString(page)).contains("of-this-process");
    }
  }

  @Test
  void whatIsNoSnapshotIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(directory.resolve("notes.txt"), "not a snapshot");
    assertThat(run("map", file.toString(), "-o", directory.resolve("x.html").toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("freestore: ").contains("notes.txt").hasLineCount(1);
    assertThat(directory.resolve("x.html")).doesNotExist();
  }

  @Test
  void whatIsNotThereIsRefusedInOneLine() {
    String absent = directory.resolve("absent.fsnap").toString();
    assertThat(run("map", absent)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("freestore: ").contains("absent.fsnap").hasLineCount(1);
    assertThat(run("map", "999999999")).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aPictureThatCannotBeWrittenIsSaidInOneLine() {
    try (FreeStore store = FreeStore.open()) {
      String page = directory.resolve("no/such/directory/heap.html").toString();
      assertThat(run("map", snapshot(store, "a.fsnap").toString(), "-o", page))
          .isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err.toString()).startsWith("freestore: cannot write the picture").hasLineCount(1);
    }
  }

  @Test
  void aDirectoryIsNoPlaceForAPictureAndIsSaidBeforeTheProcessIsAsked() {
    assertThat(run("map", "999999999", "-o", directory.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("that is a directory: file=" + directory).hasLineCount(1);
  }
}
