// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes, a reader ends in events or in a [TraceException], in bounded memory.
@Timeout(120)
class HostileInputTest {
  private static final List<byte[]> SAMPLES =
      List.of(
          Traces.text(
              "= Start",
              "@ /bin/a:(f+1)[0x10] + 0x10 0x8",
              "@ /bin/a:[0x10] < 0x10",
              "@ /bin/a:[0x10] > 0x20 0x30",
              "- 0x20",
              "+ (nil) 0x7fff",
              "! 0x20 0x10",
              "= End"),
          Traces.text(
              "12: malloc 0x7000 24",
              "12: calloc 0x7100 4 16 1 2",
              "13: memalign 0x7200 64 100",
              "13: realloc 0x7300 0x7000 48",
              "12: free 0x7300",
              "12: thread_done 0x0"),
          Traces.text(
              "v 10400 3", "x 2 jq", "m 1 x 558e 0 1818", "t 558e 0", "+ 110 1 5582", "- 5582"),
          Traces.text(
              "v 10400 3", "s 2 jq", "i 7f8 1 1 1 2a 1 1 1", "t 1 0", "a 110 1", "+ 0", "- 0"),
          Traces.text("100", "1", "3", "1", "a 0 512", "r 0 640", "f 0", "f -1"));

  @TempDir private Path directory;

  @Test
  void randomBytesEndInOneKindOfException() {
    Random random = new Random(1);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      readQuietly(bytes, i);
    }
  }

  @Test
  void damagedTracesEndInOneKindOfException() {
    Random random = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      readQuietly(damaged(SAMPLES.get(i % SAMPLES.size()), random), i);
    }
  }

  @Test
  void damagedArchivesEndInOneKindOfException() {
    Random random = new Random(3);
    for (int i = 0; i < 3_000; i++) {
      byte[] sample = SAMPLES.get(i % SAMPLES.size());
      byte[] packed =
          switch (i % 3) {
            case 0 -> Traces.gzip(sample);
            case 1 -> Traces.zstd(sample);
            default -> Traces.zip(sample);
          };
      readQuietly(damaged(packed, random), i);
    }
  }

  /// Changes, drops, doubles or appends some bytes.
  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && damaged.length > 0; i++) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> damaged = Arrays.copyOf(damaged, at);
        default -> damaged = Arrays.copyOf(damaged, damaged.length + random.nextInt(40));
      }
    }
    return damaged;
  }

  private void readQuietly(byte[] bytes, int number) {
    Path path = directory.resolve("input");
    try {
      Files.write(path, bytes);
      Traces.events(path);
    } catch (TraceException e) {
      assertThat(e.getMessage()).as("input " + number).doesNotContain("\n").contains("input: ");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anEndlessLineIsRefused() throws IOException {
    Path bomb = directory.resolve("endless");
    try (OutputStream out = Files.newOutputStream(bomb)) {
      out.write(Traces.text("= Start"));
      out.write(new byte[4 << 20]);
    }
    assertThatThrownBy(() -> Traces.events(bomb))
        .isInstanceOf(TraceException.class)
        .hasMessageEndingWith("line 2: line is longer than 1048576 bytes");
  }

  @Test
  void aBombOfZerosCostsNoMemory() throws IOException {
    Path bomb = gzipped(new byte[1 << 20], 200);
    long allocated =
        allocatedBytes(() ->
            assertThatThrownBy(() -> Traces.events(bomb))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("line is longer than"));
    assertThat(allocated).isLessThan(32L << 20);
  }

  @Test
  void aBombOfValidLinesIsReadInBoundedMemory() throws IOException {
    byte[] lines = Traces.text("1: malloc 0x10 8", "1: free 0x10").clone();
    byte[] many = new byte[lines.length << 12];
    for (int i = 0; i < many.length; i++) {
      many[i] = lines[i % lines.length];
    }
    Path bomb = gzipped(many, 300);
    assertThat(Files.size(bomb)).isLessThan(300_000);
    long allocated = allocatedBytes(() -> assertThat(count(bomb)).isEqualTo(300L << 13));
    assertThat(allocated).isLessThan(32L << 20);
  }

  private Path gzipped(byte[] content, int times) throws IOException {
    Path path = directory.resolve("bomb.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      for (int i = 0; i < times; i++) {
        out.write(content);
      }
    }
    return path;
  }

  private static long count(Path path) {
    long count = 0;
    try (TraceReader reader = TraceReader.open(path)) {
      TraceEvent event = new TraceEvent();
      while (reader.next(event)) {
        count++;
      }
    }
    return count;
  }

  private static long allocatedBytes(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void truncatedArchivesAreRefusedWithTheByteWhereTheyEnd() {
    byte[] text = Traces.text("= Start", "+ 0x10 0x8", "- 0x10");
    for (byte[] packed : List.of(Traces.gzip(text), Traces.zstd(text))) {
      byte[] half = Arrays.copyOf(packed, packed.length - 6);
      assertThatThrownBy(() -> Traces.events(Traces.write(directory, half)))
          .isInstanceOf(TraceException.class)
          .hasMessageContaining("near byte " + half.length);
    }
  }

  @Test
  void archivesOfArchivesAndOfSeveralFilesAreRefused() {
    byte[] text = Traces.text("= Start", "+ 0x10 0x8");
    byte[] thrice = Traces.gzip(Traces.gzip(Traces.gzip(text)));
    assertThatThrownBy(() -> Traces.events(Traces.write(directory, thrice)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("compressed more than 2 times");
    assertThatThrownBy(() -> Traces.events(Traces.write(directory, Traces.zip(text, text))))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("several files (directory/trace0.txt, directory/trace1.txt)");
    assertThatThrownBy(() -> Traces.events(Traces.write(directory, Traces.zip())))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("holds no file");
  }

  @Test
  void tablesOfNamesHaveALimit() {
    Names names = new Names();
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < 64; i++) {
      assertThat(names.add(megabyte, 0, megabyte.length)).isEqualTo(i);
    }
    assertThat(names.add(megabyte, 0, 1)).isNegative();
    assertThat(names.text(-1)).isEqualTo("…");
  }
}
