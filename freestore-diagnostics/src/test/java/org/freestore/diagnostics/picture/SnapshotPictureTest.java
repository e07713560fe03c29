// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.freestore.diagnostics.fixture.LiveHeap;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The picture of a heap of this process, in which every kind of block and leak is known.
class SnapshotPictureTest {
  @TempDir Path directory;
  private LiveHeap heap;
  private Snapshot snapshot;
  private PictureData data;

  @BeforeEach
  void take() {
    heap = new LiveHeap();
    snapshot = Snapshot.of(heap.store());
    data = HeapPicture.data(snapshot, HeapMapBuilder.MOST_CELLS);
  }

  @AfterEach
  void close() {
    heap.close();
  }

  private TypeTable.Row type(String name) {
    int type = data.typeNames().indexOf(name);
    return data.types().rows().stream().filter(row -> row.type() == type).findAny().orElseThrow();
  }

  @Test
  void everyTypeIsCountedAndTogetherTheyAreWhatIsInUse() {
    assertThat(type(LiveHeap.CAR).count()).isEqualTo(LiveHeap.CARS);
    assertThat(type("raw block").count()).isEqualTo(LiveHeap.RAW_BLOCKS);
    assertThat(data.types().rows().stream().mapToLong(TypeTable.Row::byteSize).sum())
        .isEqualTo(heap.store().statistics().inUseBytes());
  }

  @Test
  void theMapHasACellOfItsTypeForEveryLiveBlockAndAnotherForItsPayload() {
    int[] cells = new int[data.typeNames().size() + 1];
    for (char type : data.map().cells().types) {
      cells[type]++;
    }
    assertThat(data.map().blocksPerCell()).isEqualTo(1);
    for (TypeTable.Row row : data.types().rows()) {
      assertThat((long) cells[row.type() + 1])
          .as(data.typeNames().get(row.type()))
          .isEqualTo(row.count() + payloadsOf(data.typeNames().get(row.type())));
    }
    assertThat(cells[0]).as("free").isEqualTo(data.map().cells().types.length - live());
  }

  private long payloadsOf(String typeName) {
    return switch (typeName) {
      case "int[]" -> LiveHeap.LARGE_ARRAYS;
      case "text" -> 1;
      default -> 0;
    };
  }

  private int live() {
    return (int) heap.store().statistics().liveBlocks();
  }

  @Test
  void aPayloadIsDrawnAsItsObjectIsAndLeadsToIt() {
    HeapMap.Cells cells = data.map().cells();
    int[] payloads = data.map().owners().cells();
    long[] owners = data.map().owners().addresses();
    assertThat(payloads).hasSize(LiveHeap.LARGE_ARRAYS + 1).isSorted();
    for (int i = 0; i < payloads.length; i++) {
      int owner = cellAt(owners[i]);
      assertThat(cells.types[payloads[i]]).isEqualTo(cells.types[owner]);
      assertThat(cells.fates[payloads[i]]).isEqualTo(cells.fates[owner]);
      assertThat(cells.sites[payloads[i]]).isEqualTo(cells.sites[owner]).isNotEqualTo((char) 0);
      assertThat(cells.ages[payloads[i]]).isEqualTo(cells.ages[owner]).isNotZero();
    }
    assertThat(data.typeNames()).noneMatch(name -> name.contains("payload"));
  }

  private int cellAt(long address) {
    int cell = 0;
    for (MapSlab slab : data.map().slabs()) {
      if (address >= slab.address() && address < slab.address() + slab.byteSize()) {
        return cell + (int) ((address - slab.address()) / slab.blockBytes());
      }
      cell += (int) slab.capacity();
    }
    throw new AssertionError(address);
  }

  @Test
  void theMapSaysOfEachBlockWhoHoldsIt() {
    byte[] fates = data.map().cells().fates;
    assertThat(count(fates, BlockFate.REACHABLE)).isEqualTo(LiveHeap.NODES_OF_ROOT);
    assertThat(count(fates, BlockFate.CYCLE)).isEqualTo(2);
    assertThat(count(fates, BlockFate.DIRECT_LEAK)).isPositive();
  }

  private static long count(byte[] fates, BlockFate fate) {
    long count = 0;
    for (byte one : fates) {
      count += one == fate.code() ? 1 : 0;
    }
    return count;
  }

  @Test
  void sitesLeadFromMainToTheTypesTheyCreated() {
    assertThat(data.sites()).isInstanceOf(SiteTree.class);
    SiteTree.Node root = ((SiteTree) data.sites()).root();
    assertThat(root.byteSize()).isEqualTo(heap.store().statistics().inUseBytes());
    assertThat(leaves(root))
        .anyMatch(path -> path.contains("LiveHeap.leakCars") && path.endsWith(LiveHeap.CAR));
  }

  private static List<String> leaves(SiteTree.Node node) {
    return node.children().isEmpty()
        ? List.of(node.name())
        : node.children().stream()
            .flatMap(child -> leaves(child).stream().map(path -> node.name() + " / " + path))
            .toList();
  }

  @Test
  void leaksComeWithWhatHoldsThem() {
    LeakTable leaks = (LeakTable) data.leaks();
    assertThat(leaks.groups())
        .extracting(LeakTable.Group::kind)
        .contains(
            LeakTable.Kind.DIRECT,
            LeakTable.Kind.INDIRECT,
            LeakTable.Kind.CYCLE,
            LeakTable.Kind.REACHABLE,
            LeakTable.Kind.UNKNOWN);
    LeakTable.Group indirect = group(leaks, LeakTable.Kind.INDIRECT);
    assertThat(indirect.chain())
        .extracting(LeakTable.Link::path)
        .startsWith("")
        .doesNotContain("nothing");
    assertThat(indirect.chain().size()).isGreaterThan(1);
    LeakTable.Group reachable = group(leaks, LeakTable.Kind.REACHABLE);
    assertThat(reachable.chain().getFirst().typeName()).endsWith("(a root)");
  }

  private static LeakTable.Group group(LeakTable leaks, LeakTable.Kind kind) {
    return leaks.groups().stream().filter(group -> group.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void fragmentationAddsUpToWhatIsHeld() {
    assertThat(data.fragmentation().parts().stream().mapToLong(Fragmentation.Part::byteSize).sum())
        .isEqualTo(snapshot.stores().getFirst().statistics().heldBytes());
  }

  @Test
  void severalSnapshotsMakeATimeLine() throws IOException {
    assertThat(data.usage()).isInstanceOf(Section.Missing.class);
    Path file = directory.resolve("heap.html");
    HeapPicture.write(List.of(snapshot, Snapshot.of(heap.store())), file);
    assertThat(Files.readString(file)).contains("\"kind\":\"timeline\"", "\"name\":\"held\"");
  }

  @Test
  void withoutPointersLeaksAreMissingWithTheReason() {
    Snapshot quick = Snapshot.takeWithoutPointers();
    Section leaks = HeapPicture.data(quick, HeapMapBuilder.MOST_CELLS).leaks();
    assertThat(((Section.Missing) leaks).reason()).contains("does not say who points to whom");
  }

  @Test
  void aPictureNeedsASnapshot() {
    assertThatThrownBy(() -> HeapPicture.write(List.of(), directory.resolve("heap.html")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no snapshot to picture");
  }
}
