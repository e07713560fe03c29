// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A trace file open for reading, decompressed on the way.
///
/// Every I/O failure leaves as a [TraceException] that names the byte of the file near which it
/// happened. For one thread.
public final class TraceFile implements AutoCloseable {
  private static final int FILE_BUFFER_BYTES = 128 << 10;

  private final String name;
  private final long fileBytes;
  private final CountingStream counting;
  private final InputStream content;

  private TraceFile(String name, long fileBytes, InputStream file) throws IOException {
    this.name = name;
    this.fileBytes = fileBytes;
    this.counting = new CountingStream(file);
    this.content = Compression.unwrap(new BufferedInputStream(counting, FILE_BUFFER_BYTES));
  }

  /// Opens a file and finds its compression by its first bytes.
  ///
  /// @throws TraceException if the file cannot be read or its compressed data are damaged
  public static TraceFile open(Path path) {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      throw TraceException.inFile(name, "is a directory, not a trace");
    }
    try {
      InputStream file = Files.newInputStream(path);
      try {
        return new TraceFile(name, Files.size(path), file);
      } catch (IOException e) {
        file.close();
        throw TraceException.inFile(name, problem(e));
      }
    } catch (NoSuchFileException e) {
      throw TraceException.inFile(name, "no such file");
    } catch (AccessDeniedException e) {
      throw TraceException.inFile(name, "not readable: permission denied");
    } catch (IOException e) {
      throw TraceException.inFile(name, "not readable: " + problem(e));
    }
  }

  /// Returns the file's name as it was given.
  public String name() {
    return name;
  }

  /// Returns the file's size in bytes, compressed as it is; 0 for a pipe.
  public long fileBytes() {
    return fileBytes;
  }

  /// Returns how many bytes of the file have been read so far, compressed as they are.
  public long readBytes() {
    return counting.count;
  }

  /// Reads decompressed bytes, at least one.
  ///
  /// @return how many bytes were read, or -1 at the end
  /// @throws TraceException if the file cannot be read or its compressed data are damaged
  int read(byte[] bytes, int from, int length) {
    try {
      return content.read(bytes, from, length);
    } catch (IOException e) {
      throw TraceException.atOffset(name, counting.count, problem(e));
    }
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException e) {
      // Everything wanted from the file has been read: nothing is lost with a failing close.
    }
  }

  private static String problem(IOException e) {
    if (e instanceof EOFException) {
      return "compressed data end too early; the file is truncated";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : Printable.text(message);
  }

  private static final class CountingStream extends InputStream {
    private final InputStream file;
    private volatile long count;

    CountingStream(InputStream file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      int value = file.read();
      add(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = file.read(bytes, from, length);
      add(Math.max(read, 0));
      return read;
    }

    @Override
    public int available() throws IOException {
      return file.available();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes; the progress bar reads.
    private void add(int read) {
      count += read;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
