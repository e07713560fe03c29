// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Protection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from a file is what was written, or an error that says what is wrong.
class SnapshotFileTest {
  private static final int HEAD_BYTES = "FREESTORE-SNAPSHOT".length() + Integer.BYTES;

  @TempDir Path directory;

  private final FreeStore store =
      FreeStore.open(
          FreeStoreOptions.defaults().withName("garage").withProtection(Protection.SITES));
  private Snapshot saved;
  private Path file;

  @BeforeEach
  void save() {
    SnapshotTest.fill(store);
    saved = Snapshot.of(store);
    file = directory.resolve("garage.fsnap");
    saved.save(file);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    assertSame(Snapshot.load(file));
  }

  private void assertSame(Snapshot read) {
    assertThat(read.origin()).isEqualTo(saved.origin());
    assertThat(read.stores()).isEqualTo(saved.stores());
    assertThat(read.blocks().count()).isEqualTo(saved.blocks().count());
    for (int block = 0; block < saved.blocks().count(); block++) {
      assertThat(known(read.blocks(), block)).isEqualTo(known(saved.blocks(), block));
      assertThat(edges(read.pointers(), block)).isEqualTo(edges(saved.pointers(), block));
    }
    assertThat(read.pointers().dangling()).isEqualTo(saved.pointers().dangling());
    assertThat(read.blocks().payloads().count()).isEqualTo(saved.blocks().payloads().count());
  }

  private static List<Object> known(Blocks blocks, int block) {
    return List.of(
        blocks.address(block),
        blocks.reference(block),
        blocks.shape(block),
        blocks.isRoot(block),
        blocks.payloads().addressOf(block),
        blocks.site(block).frames().stream().map(Site::words).toList(),
        blocks.weight(block),
        String.valueOf(blocks.allocatedAt(block)),
        String.valueOf(blocks.threadName(block)),
        blocks.threadId(block));
  }

  private static List<Object> edges(Pointers pointers, int block) {
    return IntStream.range(pointers.from(block), pointers.to(block))
        .<Object>mapToObj(i -> List.of(pointers.target(i), pointers.path(i), pointers.owns(i)))
        .toList();
  }

  @Test
  void aFileOfSomethingElseIsNoSnapshot() throws IOException {
    Files.writeString(file, "{\"a\": 1}");
    assertThatThrownBy(() -> Snapshot.load(file))
        .isInstanceOf(SnapshotFormatException.class)
        .hasMessage("not a snapshot: file=" + file);
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> Snapshot.load(file))
        .isInstanceOf(SnapshotFormatException.class)
        .hasMessage("not a snapshot: file=" + file);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Snapshot.load(directory.resolve("none.fsnap")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.fsnap");
  }

  @Test
  void aFileOfAnotherVersionIsToldFrom() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[HEAD_BYTES - 1] = 77;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Snapshot.load(file))
        .isInstanceOf(SnapshotFormatException.class)
        .hasMessageStartingWith("snapshot is of another version: file=" + file + " version=77");
  }

  @Test
  void aFileCutAnywhereIsTruncated() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int length = HEAD_BYTES - 4; length < bytes.length; length += 1 + length / 50) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Snapshot.load(file))
          .as("length %d of %d", length, bytes.length)
          .isInstanceOf(SnapshotFormatException.class)
          .hasMessage("snapshot is truncated: file=" + file);
    }
  }

  @Test
  void aDamagedFileIsRefusedUnlessNothingIsLost() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      int at = HEAD_BYTES + random.nextInt(bytes.length - HEAD_BYTES);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        assertSame(Snapshot.load(file)); // gzip has bits that mean nothing
      } catch (SnapshotFormatException e) {
        assertThat(e).hasMessageContaining(file.toString());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(280);
  }

  @Test
  void rowsThatTakeNoBytesAreRefused() throws IOException {
    byte[] head = Arrays.copyOf(Files.readAllBytes(file), HEAD_BYTES);
    byte[] rows = {0, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}; // 2^31 - 1 of them
    Files.write(file, packed(head, rows));
    assertThatThrownBy(() -> Snapshot.load(file))
        .isInstanceOf(SnapshotFormatException.class)
        .hasMessageContaining("rows without columns");
  }

  @Test
  void payloadsOfObjectsThatAreNotThereAreRefused() {
    Payloads payloads = saved.blocks().payloads();
    assertThat(payloads.count()).isGreaterThan(100);
    payloads.owner.set(7, payloads.owner(6));
    assertRefused("the order of payloads");
    payloads.owner.set(7, payloads.owner(8) - 1);
    payloads.address.set(7, 0);
    assertRefused("a payload");
    payloads.owner.set(payloads.count() - 1, saved.blocks().count() - 1); // a raw block
    payloads.address.set(7, 1);
    assertRefused("a payload");
    payloads.owner.set(payloads.count() - 1, saved.blocks().count());
    assertRefused("the owners of payloads");
  }

  private void assertRefused(String what) {
    saved.save(file);
    assertThatThrownBy(() -> Snapshot.load(file))
        .isInstanceOf(SnapshotFormatException.class)
        .hasMessageContaining("what it says of " + what + " does not fit");
  }

  @Test
  void contentThatFitsGzipButIsNoSnapshotIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] plain;
    try (var in =
        new GZIPInputStream(
            new ByteArrayInputStream(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES))) {
      plain = in.readAllBytes();
    }
    Random random = new Random(43);
    for (int i = 0; i < 300; i++) {
      byte[] other = plain.clone();
      other[random.nextInt(other.length)] = (byte) random.nextInt();
      Files.write(file, packed(Arrays.copyOf(bytes, HEAD_BYTES), other));
      try {
        Groups.of(Snapshot.load(file), Grouping.SITE); // whatever it says, it can be gone through
      } catch (SnapshotFormatException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
  }

  private static byte[] packed(byte[] head, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    }
    return out.toByteArray();
  }
}
