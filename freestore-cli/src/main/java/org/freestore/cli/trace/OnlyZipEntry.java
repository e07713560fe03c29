// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The one file inside a zip, read as a stream: the directory at the archive's end, which a hostile
/// archive can make as large as it likes, is never loaded.
final class OnlyZipEntry extends InputStream {
  private final ZipInputStream zip;
  private final String entryName;
  private boolean ended;

  OnlyZipEntry(InputStream file) throws IOException {
    zip = new ZipInputStream(file);
    @Nullable ZipEntry entry = nextFile();
    if (entry == null) {
      throw new IOException("the zip holds no file, or is damaged at its start");
    }
    entryName = entry.getName();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int read = zip.read(bytes, from, length);
    if (read < 0) {
      ended = true;
      refuseFurtherFiles();
    }
    return read;
  }

  private void refuseFurtherFiles() throws IOException {
    @Nullable ZipEntry further = nextFile();
    if (further != null) {
      throw new IOException(
          "the zip holds several files ("
              + entryName
              + ", "
              + further.getName()
              + "); expected one");
    }
  }

  private @Nullable ZipEntry nextFile() throws IOException {
    @Nullable ZipEntry entry = nextEntry();
    while (entry != null && (entry.isDirectory() || entry.getName().startsWith("__MACOSX/"))) {
      entry = nextEntry();
    }
    return entry;
  }

  private @Nullable ZipEntry nextEntry() throws IOException {
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new IOException("the zip has an entry with an unreadable name", e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
