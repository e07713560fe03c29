// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.freestore.memory.Memory;
import org.jspecify.annotations.Nullable;

/// The pages of this process, as Linux lists them under `/proc/self`: see `man 5 proc`.
final class HostPages implements Pages {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final Path PAGEMAP = Path.of("/proc/self/pagemap");
  private static final int PRESENT_BIT = 63;

  private final long pageBytes;

  HostPages(long pageBytes) {
    this.pageBytes = pageBytes;
  }

  static boolean isReadable() {
    return Files.isReadable(MAPS) && Files.isReadable(PAGEMAP);
  }

  @Override
  public boolean isMapped(long address) {
    return permissions(address) != null;
  }

  @Override
  public boolean isUsable(long address) {
    String permissions = permissions(address);
    return permissions != null && permissions.startsWith("rw");
  }

  private static @Nullable String permissions(long address) {
    try (var lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> covers(line, address))
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .findAny()
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean covers(String line, long address) {
    int dash = line.indexOf('-');
    long start = Long.parseUnsignedLong(line.substring(0, dash), 16);
    long end = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
    return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
  }

  @Override
  public boolean isResident(long address) {
    try (RandomAccessFile pagemap = new RandomAccessFile(PAGEMAP.toFile(), "r")) {
      pagemap.seek(address / pageBytes * Long.BYTES);
      return (Long.reverseBytes(pagemap.readLong()) >>> PRESENT_BIT & 1) != 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte get(long address) {
    return Memory.getByte(address);
  }

  @Override
  public void put(long address, byte value) {
    Memory.putByte(address, value);
  }
}
