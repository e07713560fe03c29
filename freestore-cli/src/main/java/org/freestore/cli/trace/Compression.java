// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Finds gzip, zstd and zip by their first bytes and decompresses them as a stream.
///
/// All three are read with a window of fixed size, so a file that unpacks to terabytes costs time
/// and no memory: gzip and zip 32 KiB, zstd at most 128 MiB (its library refuses larger windows).
final class Compression {
  private static final int MAGIC_BYTES = 4;
  private static final int MAX_LAYERS = 2;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int GZIP = 0x1f8b;
  private static final int ZIP = 0x504b;
  private static final int ZSTD = 0x28b52ffd;

  private Compression() {}

  /// Returns the decompressed content of `file`; a compressed file in a zip is unpacked, too.
  ///
  /// @throws IOException if the file cannot be read, is damaged, or is packed more than twice
  static InputStream unwrap(BufferedInputStream file) throws IOException {
    BufferedInputStream layer = file;
    for (int depth = 0; isCompressed(magic(layer)); depth++) {
      if (depth == MAX_LAYERS) {
        throw new IOException("compressed more than " + MAX_LAYERS + " times over");
      }
      layer = new BufferedInputStream(open(layer), BUFFER_BYTES);
    }
    return layer;
  }

  private static boolean isCompressed(int magic) {
    return magic >>> 16 == GZIP || magic >>> 16 == ZIP || magic == ZSTD;
  }

  private static InputStream open(BufferedInputStream layer) throws IOException {
    int magic = magic(layer);
    if (magic == ZSTD) {
      return zstd(layer);
    }
    return magic >>> 16 == GZIP
        ? new GZIPInputStream(layer, BUFFER_BYTES)
        : new OnlyZipEntry(layer);
  }

  private static InputStream zstd(InputStream layer) throws IOException {
    try {
      return new ZstdInputStreamNoFinalizer(layer);
    } catch (LinkageError e) {
      throw new IOException("zstd cannot be unpacked here: " + e.getMessage(), e);
    }
  }

  private static int magic(BufferedInputStream layer) throws IOException {
    layer.mark(MAGIC_BYTES);
    byte[] first = layer.readNBytes(MAGIC_BYTES);
    layer.reset();
    int magic = 0;
    for (int i = 0; i < MAGIC_BYTES; i++) {
      magic = magic << 8 | (i < first.length ? first[i] & 0xff : 0);
    }
    return magic;
  }
}
