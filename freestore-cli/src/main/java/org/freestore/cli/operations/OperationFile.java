// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads what [OperationFileWriter] wrote, chunk by chunk.
///
/// Operations that fit [#KEPT_BYTES] are read once and kept on the Java heap; longer ones are read
/// anew in every round, into one chunk. The file is read through one direct buffer, filled when the
/// file is opened, so that reading makes neither garbage nor new resident pages. For one thread.
public final class OperationFile implements AutoCloseable {
  /// How many bytes of operations are kept in memory.
  public static final long KEPT_BYTES = 64L << 20;

  static final int HEADER_BYTES = 8 * Long.BYTES;

  private static final long MAGIC = 0x4653_4f50_5331L;

  private final FileChannel file;
  private final OperationFacts facts;
  private final ByteBuffer bytes;
  private final Chunk[] chunks;
  private final boolean kept;
  private int nextChunk;

  /// Opens the file, and reads it if it is small enough to be kept.
  ///
  /// @throws UncheckedIOException if the file cannot be read
  public OperationFile(Path path) {
    try {
      file = FileChannel.open(path, StandardOpenOption.READ);
      facts = readHeader();
      bytes = buffer(facts.threaded());
      kept = facts.bytes() <= KEPT_BYTES;
      chunks = new Chunk[kept ? facts.chunks() : 1];
      if (kept) {
        for (int i = 0; i < chunks.length; i++) {
          int count = readCount();
          chunks[i] = new Chunk(count, facts.threaded());
          readChunk(chunks[i], count);
        }
      } else {
        chunks[0] = new Chunk(capacity(facts.threaded()), facts.threaded());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public OperationFacts facts() {
    return facts;
  }

  /// Returns the chunk with this number. It is valid until the next call.
  ///
  /// Chunks that are not kept must be asked for in order, from 0 up, again and again.
  ///
  /// @throws UncheckedIOException if the file cannot be read
  public Chunk chunk(int number) {
    if (kept) {
      return chunks[number];
    }
    try {
      if (number == 0) {
        file.position(HEADER_BYTES);
        nextChunk = 0;
      }
      if (number != nextChunk++) {
        throw new IllegalArgumentException("chunk=" + number + " expected=" + (nextChunk - 1));
      }
      readChunk(chunks[0], readCount());
      return chunks[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int readCount() throws IOException {
    readFully(Long.BYTES);
    return (int) bytes.getLong();
  }

  private void readChunk(Chunk chunk, int count) throws IOException {
    readFully(Math.toIntExact(count * bytesOfEntry(facts.threaded())));
    bytes.asLongBuffer().get(chunk.operands(), 0, count);
    bytes.position(count * Long.BYTES);
    bytes.asIntBuffer().get(chunk.slots(), 0, count);
    bytes.position(count * (Long.BYTES + Integer.BYTES));
    if (facts.threaded()) {
      bytes.asIntBuffer().get(chunk.threads(), 0, count);
    }
    chunk.count(count);
  }

  private void readFully(int byteCount) throws IOException {
    readFully(bytes.clear().limit(byteCount));
    bytes.flip();
  }

  private void readFully(ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (file.read(into) < 0) {
        throw new IOException("operation file ends too early");
      }
    }
  }

  private OperationFacts readHeader() throws IOException {
    ByteBuffer header = ByteBuffer.allocateDirect(HEADER_BYTES).order(ByteOrder.nativeOrder());
    readFully(header);
    header.flip();
    if (header.getLong() != MAGIC) {
      throw new IOException("not an operation file");
    }
    return new OperationFacts(
        header.getLong() != 0,
        header.getLong(),
        header.getLong(),
        (int) header.getLong(),
        (int) header.getLong(),
        (int) header.getLong(),
        (int) header.getLong());
  }

  static ByteBuffer header(OperationFacts facts) {
    ByteBuffer header = ByteBuffer.allocateDirect(HEADER_BYTES).order(ByteOrder.nativeOrder());
    header.putLong(MAGIC).putLong(facts.threaded() ? 1 : 0);
    header.putLong(facts.operations()).putLong(facts.entries()).putLong(facts.chunks());
    header.putLong(facts.slots()).putLong(facts.threads()).putLong(facts.peakChunk());
    return header.flip();
  }

  /// Returns a buffer for the largest chunk, every page of it already touched: direct buffers are
  /// zeroed when they are made.
  static ByteBuffer buffer(boolean threaded) {
    int bytes = Math.toIntExact(Long.BYTES + capacity(threaded) * bytesOfEntry(threaded));
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static int capacity(boolean threaded) {
    return threaded
        ? OperationFileWriter.THREADED_CHUNK_ENTRIES
        : OperationFileWriter.CHUNK_ENTRIES;
  }

  static long bytesOfEntry(boolean threaded) {
    return Long.BYTES + (threaded ? 2L : 1L) * Integer.BYTES;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
