// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file is written as a whole or is not there.
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
  void ofAFileThatCannotBeWrittenNothingIsLeft() throws IOException {
    Path file = Files.writeString(directory.resolve("page.html"), "page");
    assertThatThrownBy(() -> WholeFile.write(file, HALF)).hasMessage("No space left on device");
    assertThat(file).doesNotExist();
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
