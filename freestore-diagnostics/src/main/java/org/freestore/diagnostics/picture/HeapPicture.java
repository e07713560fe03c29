// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.freestore.FreeStoreStatistics;
import org.freestore.diagnostics.leak.HoldingChains;
import org.freestore.diagnostics.leak.LeakOptions;
import org.freestore.diagnostics.leak.LeakReport;
import org.freestore.diagnostics.snapshot.Grouping;
import org.freestore.diagnostics.snapshot.Groups;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.Snapshot.Origin;
import org.freestore.diagnostics.snapshot.StoreSnapshot;
import org.jspecify.annotations.Nullable;

/// A snapshot as one HTML file to look at: heap map, what is live by type, sites, leaks,
/// fragmentation; and what was in use over time, from as many snapshots as there are.
///
/// ```java
/// HeapPicture.write(List.of(Snapshot.take()), Path.of("heap.html"));
/// ```
public final class HeapPicture {
  private static final long MOST_BYTES = 10_000_000;
  private static final int FEWEST_CELLS = 1 << 14;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd 'at' HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final List<Snapshot> snapshots;
  private final Snapshot snapshot;
  private final BlockOrder order;
  private final TypeNumbers types;
  private final @Nullable HoldingChains chains;

  private HeapPicture(List<Snapshot> snapshots) {
    this.snapshots = snapshots;
    snapshot = snapshots.getLast();
    order = BlockOrder.of(snapshot);
    types = new TypeNumbers(snapshot.blocks().shapes());
    chains = snapshot.origin().pointersFollowed() ? HoldingChains.of(snapshot) : null;
  }

  /// Writes the picture of the latest of some snapshots, with what was in use at each of them. An
  /// existing file is replaced. The file has 10 MB at most, and about 100 KB for a small heap:
  /// where there are too many blocks, cells of the map stand for several.
  ///
  /// Takes some seconds for ten million blocks, and 30 bytes of the Java heap a block.
  ///
  /// @param snapshots of one process
  /// @throws IllegalArgumentException if there is none, or they are of several processes
  /// @throws UncheckedIOException if the file cannot be written
  public static void write(List<Snapshot> snapshots, Path file) {
    if (snapshots.isEmpty()) {
      throw new IllegalArgumentException("no snapshot to picture");
    }
    try {
      HeapPicture picture = new HeapPicture(inOrder(snapshots));
      int cells = HeapMapBuilder.MOST_CELLS;
      PageWriter.write(picture.data(cells).page(), file);
      while (Files.size(file) > MOST_BYTES && cells > FEWEST_CELLS) {
        cells /= 2;
        PageWriter.write(picture.data(cells).page(), file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the picture: file=" + file, e);
    }
  }

  private static List<Snapshot> inOrder(List<Snapshot> snapshots) {
    Origin first = snapshots.getFirst().origin();
    for (Snapshot snapshot : snapshots) {
      if (!snapshot.origin().isOfSameProcessAs(first)) {
        throw new IllegalArgumentException(
            "snapshots are of several processes: "
                + first.words()
                + ", "
                + snapshot.origin().words());
      }
    }
    return snapshots.stream()
        .sorted(Comparator.comparing((Snapshot snapshot) -> snapshot.origin().takenAt()))
        .toList();
  }

  /// Returns what the picture of a snapshot shows, with at most so many cells.
  static PictureData data(Snapshot snapshot, int mostCells) {
    return new HeapPicture(List.of(snapshot)).data(mostCells);
  }

  private PictureData data(int mostCells) {
    SnapshotFigures figures = new SnapshotFigures(snapshot);
    List<Fact> facts = new ArrayList<>(figures.facts());
    Section leaks = leaks(facts);
    HeapMap map = new SnapshotMap(snapshot, order, types, chains).map(mostCells);
    Section sites = new SnapshotSites(snapshot, types).section();
    return new PictureData(
        title(),
        subtitle(),
        facts,
        types.names(),
        map,
        typeTable(),
        sites,
        leaks,
        figures.fragmentation(),
        usage(),
        "Written by Freestore from a snapshot that took %,d ms; what threads did meanwhile is in it or not."
            .formatted(Duration.ofNanos(snapshot.origin().nanos()).toMillis()));
  }

  private String title() {
    String program = snapshot.origin().program();
    return program.isEmpty() ? "Heap" : "Heap of " + program;
  }

  private String subtitle() {
    String names =
        snapshot.stores().stream().map(StoreSnapshot::name).collect(Collectors.joining(", "));
    return "Process %d on %s. %s %s."
        .formatted(
            snapshot.origin().pid(),
            MOMENT.format(snapshot.takenAt()),
            snapshot.stores().size() == 1 ? "Store" : "Stores",
            names);
  }

  private TypeTable typeTable() {
    long[] counts = new long[types.names().size()];
    long[] bytes = new long[counts.length];
    for (Groups.Line line : Groups.of(snapshot, Grouping.TYPE)) {
      int type = types.ofWords(line.key().name());
      counts[type] += line.count();
      bytes[type] += line.byteSize();
    }
    List<TypeTable.Row> rows = new ArrayList<>();
    for (int type = 0; type < counts.length; type++) {
      if (counts[type] > 0) {
        rows.add(new TypeTable.Row(type, counts[type], bytes[type]));
      }
    }
    return new TypeTable(
        "Every live object and block, counted, with headers and rounding: nothing is estimated.",
        rows);
  }

  private Section leaks(List<Fact> facts) {
    if (chains == null) {
      return new Section.Missing(
          "leaks",
          "Leaks",
          "The snapshot does not say who points to whom, so leaks cannot be told. Take one with pointers.");
    }
    LeakReport report = LeakReport.of(snapshot, LeakOptions.defaults());
    facts.add(Fact.bytes("not held by a root", report.byteSize(), "leaked, or in Java variables"));
    return new SnapshotLeaks(report, order, chains).table();
  }

  private Section usage() {
    if (snapshots.size() < 2) {
      return new Section.Missing(
          "usage",
          "Usage over time",
          "One snapshot is of one moment. Give several of the same process, and what was"
              + " in use at each is drawn here: freestore map first.fsnap second.fsnap third.fsnap.");
    }
    long start = snapshots.getFirst().takenAt().toEpochMilli();
    return new TimeLine(
        "usage",
        "Usage over time",
        "What the stores had in use, and held, at each snapshot.",
        "time",
        "seconds",
        "bytes",
        snapshots.stream().map(it -> (it.takenAt().toEpochMilli() - start) / 1_000.0).toList(),
        List.of(
            series("in use", FreeStoreStatistics::inUseBytes),
            series("held", FreeStoreStatistics::heldBytes),
            series("resident, at most", FreeStoreStatistics::residentBytes)));
  }

  private TimeLine.Series series(String name, ToLongFunction<FreeStoreStatistics> figure) {
    List<Double> values =
        snapshots.stream().map(it -> (double) new SnapshotFigures(it).sum(figure)).toList();
    return new TimeLine.Series(name, values);
  }
}
