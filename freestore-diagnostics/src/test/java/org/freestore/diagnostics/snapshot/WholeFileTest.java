// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A file is written as a whole or stays what it was.
class WholeFileTest {
  @TempDir Path directory;

  private static final WholeFile.Content HALF =
      out -> {
        out.write(new byte[100]);
        throw new IOException("No space left on device");
      };

  @Test
  void aFileReplacesWhatWasThere() throws IOException {
    Path file = Files.writeString(directory.resolve("page.html"), "a longer page");
    WholeFile.write(file, out -> out.write('x'));
    assertThat(file).hasContent("x");
  }

  @Test
  void whatCannotBeWrittenLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(directory.resolve("page.html"), "page");
    assertThatThrownBy(() -> WholeFile.write(file, HALF)).hasMessage("No space left on device");
    assertThat(file).hasContent("page");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void ofANewFileThatCannotBeWrittenNothingIsLeft() throws IOException {
    Path file = directory.resolve("page.html");
    assertThatThrownBy(() -> WholeFile.write(file, HALF)).hasMessage("No space left on device");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC}) // elsewhere not everybody may make one
  void aLinkStaysOne() throws IOException {
    Path file = Files.writeString(directory.resolve("page.html"), "page");
    Path link = Files.createSymbolicLink(directory.resolve("link.html"), file);
    WholeFile.write(link, out -> out.write('x'));
    assertThat(link).isSymbolicLink().hasContent("x");
    assertThat(file).isRegularFile().hasContent("x");
  }

  @Test
  void whatIsNoRegularFileStays() {
    Path link = Path.of("/dev/null");
    if (Files.isWritable(link)) {
      assertThatThrownBy(() -> WholeFile.write(link, HALF)).isInstanceOf(IOException.class);
      assertThat(link).exists();
    }
  }

  @Test
  void whatCannotBeOpenedIsAsItWas() {
    assertThatThrownBy(() -> WholeFile.write(directory, HALF)).isInstanceOf(IOException.class);
    assertThat(directory).exists();
  }
}
