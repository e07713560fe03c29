// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes operations to a file that [OperationFile] reads.
///
/// ```
/// header   magic, threaded, operations, entries, chunks, slots, threads, peak chunk: 8 longs
/// chunk    entry count (long) · operands (long each) · slots (int each) · threads (int each)
/// ```
///
/// In a threaded file a slot holds at most one block within a chunk, and one operation takes it
/// away: the replay's threads can then hand blocks over by the slot alone. The caller sees to that,
/// and is told by [#chunkEnded] when slots may be used anew.
///
/// For one thread.
public final class OperationFileWriter implements AutoCloseable {
  /// Entries of a chunk for one thread: what is executed between two readings of the clock, 768
  /// KiB.
  public static final int CHUNK_ENTRIES = 1 << 16;

  /// Entries of a chunk for several threads, which meet after every chunk.
  public static final int THREADED_CHUNK_ENTRIES = 1 << 18;

  private final FileChannel file;
  private final boolean threaded;
  private final Chunk chunk;
  private final ByteBuffer bytes;
  private final Runnable chunkEnded;
  private int chunks;
  private long operations;
  private long entries;

  /// Creates or overwrites the file.
  ///
  /// @param chunkEnded called whenever a chunk has been closed
  /// @throws UncheckedIOException if the file cannot be written
  public OperationFileWriter(Path path, boolean threaded, Runnable chunkEnded) {
    this.threaded = threaded;
    this.chunk = new Chunk(threaded ? THREADED_CHUNK_ENTRIES : CHUNK_ENTRIES, threaded);
    this.bytes = OperationFile.buffer(threaded);
    this.chunkEnded = chunkEnded;
    try {
      file =
          FileChannel.open(
              path,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING);
      file.position(OperationFile.HEADER_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the number of the chunk that the next operation goes to.
  public int currentChunk() {
    return chunks;
  }

  /// Returns how many operations have been added; a realloc counts once.
  public long operations() {
    return operations;
  }

  /// Adds an operation other than a realloc.
  ///
  /// @throws UncheckedIOException if the file cannot be written
  public void add(int thread, int slot, long operand) {
    makeRoom(1);
    chunk.add(thread, slot, operand);
    entries++;
    operations += Operand.code(operand) == Operand.THREAD_DONE ? 0 : 1;
  }

  /// Adds a realloc that takes the block of `fromByteSize` bytes from `fromSlot` to `slot`.
  ///
  /// @throws UncheckedIOException if the file cannot be written
  public void addRealloc(int thread, int slot, long byteSize, int fromSlot, long fromByteSize) {
    makeRoom(2);
    chunk.add(thread, slot, Operand.of(Operand.REALLOC, byteSize));
    chunk.add(thread, fromSlot, Operand.of(Operand.FROM, fromByteSize));
    entries += 2;
    operations++;
  }

  /// Closes the current chunk, if there is anything in it, so that the next operation begins
  /// another.
  ///
  /// @throws UncheckedIOException if the file cannot be written
  public void endChunk() {
    if (chunk.count() > 0) {
      write();
      chunk.count(0);
      chunks++;
      chunkEnded.run();
    }
  }

  /// Makes sure that the next `needed` entries go to one chunk. Ask before choosing slots.
  ///
  /// @throws UncheckedIOException if the file cannot be written
  public void makeRoom(int needed) {
    if (!chunk.hasRoom(needed)) {
      endChunk();
    }
  }

  private void write() {
    int count = chunk.count();
    bytes.clear();
    bytes.putLong(count);
    bytes.asLongBuffer().put(chunk.operands(), 0, count);
    bytes.position(bytes.position() + count * Long.BYTES);
    bytes.asIntBuffer().put(chunk.slots(), 0, count);
    bytes.position(bytes.position() + count * Integer.BYTES);
    if (threaded) {
      bytes.asIntBuffer().put(chunk.threads(), 0, count);
      bytes.position(bytes.position() + count * Integer.BYTES);
    }
    bytes.flip();
    writeFully(bytes);
  }

  /// Writes what is left and the header.
  ///
  /// @throws UncheckedIOException if the file cannot be written
  public OperationFacts finish(int slots, int threads, int peakChunk) {
    endChunk();
    OperationFacts facts =
        new OperationFacts(threaded, operations, entries, chunks, slots, threads, peakChunk);
    try {
      file.position(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writeFully(OperationFile.header(facts));
    return facts;
  }

  private void writeFully(ByteBuffer from) {
    try {
      while (from.hasRemaining()) {
        file.write(from);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
