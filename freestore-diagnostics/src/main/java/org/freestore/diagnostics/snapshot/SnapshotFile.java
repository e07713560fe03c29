// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.freestore.diagnostics.snapshot.Allocations.Allocator;

/// Snapshots in files.
///
/// ```
///   │ FREESTORE-SNAPSHOT │ version (4) │ gzip of: tables and columns, as SnapshotContent has them │
/// ```
///
/// gzip's own checksum at the end tells a damaged file, and its absence a truncated one.
final class SnapshotFile {
  private static final byte[] MAGIC = "FREESTORE-SNAPSHOT".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;
  private static final int BUFFER_BYTES = 1 << 16;

  private SnapshotFile() {}

  static void save(Snapshot snapshot, Path file) {
    try {
      WholeFile.write(file, out -> write(snapshot, out));
    } catch (IOException e) {
      throw new UncheckedIOException("snapshot cannot be written: file=" + file, e);
    }
  }

  private static void write(Snapshot snapshot, OutputStream out) throws IOException {
    DataOutputStream head = new DataOutputStream(out);
    head.write(MAGIC);
    head.writeInt(VERSION);
    try (DataOutputStream body =
        new DataOutputStream(new BufferedOutputStream(new FastGzip(out), BUFFER_BYTES))) {
      writeBody(snapshot, body);
    }
  }

  /// The columns are small numbers: more effort takes longer and saves little.
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static void writeBody(Snapshot snapshot, DataOutputStream out) throws IOException {
    Blocks blocks = snapshot.blocks();
    Allocations allocations = blocks.allocations;
    Pointers pointers = snapshot.pointers();
    RecordFormat.write(out, Snapshot.Origin.class, List.of(snapshot.origin()));
    RecordFormat.write(out, StoreSnapshot.class, snapshot.stores());
    RecordFormat.write(out, Shape.class, blocks.shapes());
    RecordFormat.write(out, Allocator.class, allocations.threads);
    writeSites(allocations.sites, out);
    FileNumbers.write(out, blocks.address);
    FileNumbers.write(out, blocks.reference);
    FileNumbers.write(out, blocks.shape);
    FileNumbers.write(out, blocks.allocation);
    FileNumbers.write(out, blocks.flags);
    FileNumbers.write(out, blocks.payloads.owner);
    FileNumbers.write(out, blocks.payloads.address);
    FileNumbers.write(out, allocations.site);
    FileNumbers.write(out, allocations.thread);
    FileNumbers.write(out, allocations.atMicros);
    FileNumbers.write(out, allocations.weightBits);
    FileNumbers.write(out, pointers.pathNames.size());
    for (String path : pointers.pathNames) {
      FileNumbers.write(out, path);
    }
    FileNumbers.write(out, pointers.starts);
    FileNumbers.write(out, pointers.targets);
    FileNumbers.write(out, pointers.paths);
    FileNumbers.write(out, pointers.dangling);
    writeAllocated(snapshot.allocated(), out);
  }

  private static void writeAllocated(List<Allocated> allocated, DataOutputStream out)
      throws IOException {
    RecordFormat.write(out, AllocatedRow.class, allocated.stream().map(AllocatedRow::of).toList());
    writeSites(allocated.stream().map(Allocated::site).toList(), out);
  }

  private static List<Allocated> readAllocated(DataInputStream in) throws IOException {
    List<AllocatedRow> rows = RecordFormat.read(in, AllocatedRow.class);
    List<Site> sites = readSites(in);
    if (rows.size() != sites.size()) {
      throw new MalformedException("sites=" + sites.size() + " rows=" + rows.size());
    }
    List<Allocated> allocated = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      allocated.add(rows.get(i).at(sites.get(i)));
    }
    return allocated;
  }

  /// [Allocated] without its site.
  record AllocatedRow(String storeName, String typeName, long count, long byteSize, long samples) {
    static AllocatedRow of(Allocated it) {
      return new AllocatedRow(
          it.storeName(), it.typeName(), it.count(), it.byteSize(), it.samples());
    }

    Allocated at(Site site) {
      return new Allocated(storeName, typeName, site, count, byteSize, samples);
    }
  }

  private static void writeSites(List<Site> sites, DataOutputStream out) throws IOException {
    FileNumbers.write(out, sites.size());
    for (Site site : sites) {
      RecordFormat.write(
          out, FrameRecord.class, site.frames().stream().map(FrameRecord::of).toList());
    }
  }

  static Snapshot load(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      requireReadable(file, in);
      Snapshot snapshot;
      try (DataInputStream body =
          new DataInputStream(
              new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES))) {
        snapshot = readBody(body, file);
        if (body.read() != -1) {
          throw damaged(file, new MalformedException("something follows its end"));
        }
      }
      return snapshot;
    } catch (EOFException e) {
      throw new SnapshotFormatException("snapshot is truncated: file=" + file, e);
    } catch (ZipException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("snapshot cannot be read: file=" + file, e);
    }
  }

  private static void requireReadable(Path file, InputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new SnapshotFormatException("not a snapshot: file=" + file);
    }
    int version = new DataInputStream(in).readInt();
    if (version != VERSION) {
      throw new SnapshotFormatException(
          "snapshot is of another version: file="
              + file
              + " version="
              + version
              + " readable="
              + VERSION
              + "; read it with the Freestore that wrote it");
    }
  }

  private static SnapshotFormatException damaged(Path file, Exception cause) {
    return new SnapshotFormatException(
        "snapshot is damaged: file=" + file + " reason=" + cause.getMessage(), cause);
  }

  /// Bytes that are not what was written can be anything: a number out of range, a time that cannot
  /// be, a constant that does not exist.
  private static Snapshot readBody(DataInputStream in, Path file) throws IOException {
    try {
      return readBody(in);
    } catch (RuntimeException e) {
      throw damaged(file, e);
    }
  }

  private static Snapshot readBody(DataInputStream in) throws IOException {
    List<Snapshot.Origin> origins = RecordFormat.read(in, Snapshot.Origin.class);
    List<StoreSnapshot> stores = RecordFormat.read(in, StoreSnapshot.class);
    List<Shape> shapes = RecordFormat.read(in, Shape.class);
    List<Allocator> threads = RecordFormat.read(in, Allocator.class);
    List<Site> sites = readSites(in);
    LongColumn address = FileNumbers.readLongs(in);
    LongColumn reference = FileNumbers.readLongs(in);
    IntColumn shape = FileNumbers.readInts(in);
    IntColumn allocation = FileNumbers.readInts(in);
    IntColumn flags = FileNumbers.readInts(in);
    Payloads payloads = new Payloads(FileNumbers.readInts(in), FileNumbers.readLongs(in));
    Allocations allocations =
        new Allocations(
            sites,
            List.copyOf(threads),
            FileNumbers.readInts(in),
            FileNumbers.readInts(in),
            FileNumbers.readLongs(in),
            FileNumbers.readLongs(in));
    Blocks blocks =
        new Blocks(
            address,
            reference,
            shape,
            allocation,
            flags,
            payloads,
            List.copyOf(shapes),
            allocations);
    List<String> pathNames = new ArrayList<>();
    int paths = FileNumbers.readCount(in);
    for (int i = 0; i < paths; i++) {
      pathNames.add(FileNumbers.readText(in));
    }
    Pointers pointers =
        new Pointers(
            FileNumbers.readInts(in),
            FileNumbers.readInts(in),
            FileNumbers.readInts(in),
            List.copyOf(pathNames),
            FileNumbers.readNumber(in));
    return SnapshotCheck.checked(origins, stores, blocks, pointers, readAllocated(in));
  }

  private static List<Site> readSites(DataInputStream in) throws IOException {
    int count = FileNumbers.readCount(in);
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sites.add(
          new Site(
              RecordFormat.read(in, FrameRecord.class).stream().map(FrameRecord::frame).toList()));
    }
    return sites;
  }

  /// A frame without the names of loader and module.
  record FrameRecord(String className, String methodName, String fileName, int line) {
    static FrameRecord of(StackTraceElement frame) {
      String file = frame.getFileName();
      return new FrameRecord(
          frame.getClassName(),
          frame.getMethodName(),
          file == null ? "" : file,
          frame.getLineNumber());
    }

    StackTraceElement frame() {
      return new StackTraceElement(
          className, methodName, fileName.isEmpty() ? null : fileName, line);
    }
  }
}
