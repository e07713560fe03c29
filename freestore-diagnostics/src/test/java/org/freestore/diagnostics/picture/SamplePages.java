// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes pages of made-up heaps, to look at: of a small one, and of one of 10 GB.
final class SamplePages {
  /// Granules of 64 KiB: 10 GB, with the large blocks among them.
  static final int SLABS_OF_10_GB = 120_000;

  private SamplePages() {}

  static Path small(Path directory) throws IOException {
    return write(small(), directory.resolve("small.html"));
  }

  static SampleHeap small() {
    return new SampleHeap(1, 240, HeapMapBuilder.MOST_CELLS);
  }

  static Path large(Path directory) throws IOException {
    return write(
        new SampleHeap(2, SLABS_OF_10_GB, HeapMapBuilder.MOST_CELLS),
        directory.resolve("large.html"));
  }

  private static Path write(SampleHeap heap, Path file) throws IOException {
    PageWriter.write(heap.data().page(), file);
    return file;
  }

  /// Writes them, and says how large they are.
  ///
  /// @param arguments the directory to write to
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    for (Path page : new Path[] {small(directory), large(directory)}) {
      System.out.println(page + " " + Files.size(page) + " bytes");
    }
  }
}
