// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes trace files and reads them whole.
public final class Traces {
  private Traces() {}

  /// Writes lines, each ended by a line feed, to a file in `directory`.
  public static Path write(Path directory, String... lines) {
    return write(directory, text(lines));
  }

  /// Writes bytes to a file in `directory`; its name says nothing about its content.
  public static Path write(Path directory, byte[] bytes) {
    try {
      return Files.write(Files.createTempFile(directory, "trace", ".bin"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] text(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  public static byte[] zstd(byte[] bytes) {
    return Zstd.compress(bytes);
  }

  /// Packs files of this content, named `trace0.txt` and so on.
  public static byte[] zip(byte[]... contents) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("directory/"));
      for (int i = 0; i < contents.length; i++) {
        zip.putNextEntry(new ZipEntry("directory/trace" + i + ".txt"));
        zip.write(contents[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /// Reads a trace to its end and returns one line of text for each event.
  public static List<String> events(Path path) {
    List<String> events = new ArrayList<>();
    try (TraceReader reader = TraceReader.open(path)) {
      TraceEvent event = new TraceEvent();
      while (reader.next(event)) {
        events.add(reader.line() + " " + describe(event));
      }
    }
    return events;
  }

  private static String describe(TraceEvent event) {
    String block = Long.toHexString(event.block());
    return switch (event.kind()) {
      case MALLOC -> "malloc " + block + " " + event.byteSize();
      case CALLOC -> "calloc " + block + " " + event.byteSize();
      case MEMALIGN -> "memalign " + block + " " + event.byteSize() + " " + event.byteAlignment();
      case REALLOC ->
          "realloc " + Long.toHexString(event.oldBlock()) + " " + block + " " + event.byteSize();
      case FREE -> "free " + block;
      case FREE_NULL -> "free null";
      case FAILED -> "failed " + event.byteSize();
      case THREAD_DONE -> "thread done " + event.thread();
    };
  }
}
