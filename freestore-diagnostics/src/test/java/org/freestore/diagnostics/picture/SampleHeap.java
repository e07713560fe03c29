// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A made-up heap of any size, the same for the same seed: slabs of objects and raw blocks of a web
/// shop, large blocks, leaks of every kind.
final class SampleHeap {
  static final List<String> TYPES =
      List.of(
          "raw block",
          "shop.Order",
          "shop.Customer",
          "shop.OrderLine",
          "text",
          "shop.Address",
          "shop.Product",
          "byte[]",
          "shop.cache.Entry",
          "shop.cache.Node",
          "shop.Price",
          "shop.Session",
          "shop.Basket",
          "double[]",
          "shop.Invoice</script><img src=x onerror=\"document.title='broken'\">");
  private static final int[] BLOCK_BYTES = {16, 32, 48, 64, 96, 128, 256, 512, 1024, 4096};
  private static final int GRANULE = 1 << 16;
  private static final List<LeakTable.Kind> KINDS = List.of(LeakTable.Kind.values());
  private static final String[] HEAPS = {"main", "worker-1", "worker-2", "worker-3", "stripe"};

  private final Random random;
  private final int slabCount;
  private final int mostCells;
  private final List<String> sites = new ArrayList<>();
  private final long[] bytesOfType = new long[TYPES.size()];
  private final long[] countOfType = new long[TYPES.size()];
  private final long[] fill = new long[10];
  private final SiteTreeBuilder tree = new SiteTreeBuilder("all live memory");
  private long liveBytes;
  private long heldBytes;
  private long liveBlocks;
  private long latestObject;

  SampleHeap(long seed, int slabCount, int mostCells) {
    this.random = new Random(seed);
    this.slabCount = slabCount;
    this.mostCells = mostCells;
    for (int i = 0; i < 40; i++) {
      sites.add(
          "shop.Service" + i % 7 + ".step" + i + "(Service" + i % 7 + ".java:" + (20 + i) + ")");
    }
  }

  PictureData data() {
    HeapMap map = map();
    for (int type = 0; type < TYPES.size(); type++) {
      addSites(type);
    }
    return new PictureData(
        "Heap of shop.jar",
        "process 4711 on 2026-11-29 at 01:40:12 UTC, stores global and index",
        facts(),
        TYPES,
        map,
        types(),
        tree.build("Each frame is as wide as the live memory allocated under it."),
        leaks(),
        fragmentation(),
        usage(),
        "Written by Freestore 0.1.0.");
  }

  /// Many slabs, so that what is drawn of them has to be aggregated.
  private HeapMap map() {
    HeapMapBuilder builder = new HeapMapBuilder(sites, mostCells);
    List<MapSlab> slabs = new ArrayList<>();
    long address = 0x7e34_5000_0000L;
    for (int i = 0; i < slabCount; i++) {
      if (random.nextInt(40) == 0) {
        address += (long) GRANULE * (random.nextInt(30) == 0 ? 9_000 : random.nextInt(1, 6));
      }
      MapSlab slab = slab(i, address);
      slabs.add(slab);
      builder.add(slab);
      address += slab.byteSize();
    }
    HeapMapBuilder.Blocks blocks = builder.blocks();
    slabs.forEach(slab -> addBlocks(slab, blocks));
    return blocks.build();
  }

  private MapSlab slab(int index, long address) {
    String store = index < slabCount * 3 / 4 ? "global" : "index";
    String heap = HEAPS[(index / 12) % HEAPS.length];
    if (random.nextInt(60) == 0) {
      long granules = random.nextInt(2, 40);
      long byteSize = granules * GRANULE;
      return new MapSlab(
          address, byteSize, byteSize, MapSlab.Kind.LARGE, heap, store, 1, 0, 0, 0, 0);
    }
    int size = BLOCK_BYTES[(index / 5 + random.nextInt(3)) % BLOCK_BYTES.length];
    long capacity = GRANULE / size;
    boolean objects = index % 3 != 0;
    long live = Math.round(capacity * Math.sqrt(random.nextDouble()));
    long cached = Math.min(capacity - live, random.nextInt(1 + (int) capacity / 10));
    long remote = Math.min(capacity - live - cached, random.nextInt(1 + (int) capacity / 30));
    long free = capacity - live - cached - remote;
    MapSlab.Kind kind = objects ? MapSlab.Kind.OBJECTS : MapSlab.Kind.RAW;
    return new MapSlab(address, GRANULE, size, kind, heap, store, live, cached, remote, free, 0);
  }

  private void addBlocks(MapSlab slab, HeapMapBuilder.Blocks blocks) {
    heldBytes += slab.byteSize();
    fill[(int) Math.min(9, slab.liveBlocks() * 10 / slab.capacity())]++;
    int favourite = slab.kind() == MapSlab.Kind.OBJECTS ? random.nextInt(1, TYPES.size()) : 0;
    long left = slab.liveBlocks();
    for (long i = 0; i < slab.capacity() && left > 0; i++) {
      if (random.nextInt((int) (slab.capacity() - i)) < left) {
        left--;
        addBlock(slab, blocks, i, favourite);
      }
    }
  }

  private void addBlock(MapSlab slab, HeapMapBuilder.Blocks blocks, long index, int favourite) {
    boolean other = favourite > 0 && random.nextInt(5) == 0;
    int type = other ? random.nextInt(1, TYPES.size()) : favourite;
    boolean sampled = random.nextInt(8) == 0;
    long age = sampled ? (long) Math.exp(random.nextDouble(5, 18)) : -1;
    int site = sampled ? random.nextInt(sites.size()) : -1;
    BlockFate fate = favourite == 0 ? BlockFate.LIVE : fate();
    long address = slab.address() + index * slab.blockBytes();
    blocks.add(address, type, fate, age, site);
    if (slab.kind() == MapSlab.Kind.OBJECTS) {
      latestObject = address;
    } else if (slab.kind() == MapSlab.Kind.LARGE && latestObject != 0) {
      blocks.owner(latestObject);
    }
    bytesOfType[type] += slab.blockBytes();
    countOfType[type]++;
    liveBytes += slab.blockBytes();
    liveBlocks++;
  }

  private BlockFate fate() {
    return switch (random.nextInt(24)) {
      case 0 -> BlockFate.DIRECT_LEAK;
      case 1, 2 -> BlockFate.INDIRECT_LEAK;
      case 3 -> BlockFate.CYCLE;
      default -> BlockFate.REACHABLE;
    };
  }

  private void addSites(int type) {
    long bytes = bytesOfType[type];
    for (int i = 0; i < 9; i++) {
      List<String> frames = new ArrayList<>();
      frames.add("shop.Factory.make" + (type + i) % 5 + "(Factory.java:" + (30 + i) + ")");
      for (int depth = random.nextInt(2, 9); depth > 0; depth--) {
        frames.add(sites.get((type * 3 + i / 3 + depth * 2) % sites.size()));
      }
      frames.add("shop.Server.handle(Server.java:" + (100 + i % 3) + ")");
      frames.add("java.base/java.lang.Thread.run(Thread.java:1474)");
      long share = bytes / (i + 3);
      bytes -= share;
      tree.add(frames, TYPES.get(type), type, share, Math.max(1, countOfType[type] / (i + 3)));
    }
  }

  private List<Fact> facts() {
    return List.of(
        Fact.bytes("in use", liveBytes, "by live objects and blocks"),
        Fact.bytes("held", heldBytes, "from the system, with what is free"),
        Fact.bytes("resident", heldBytes * 97 / 100, "in memory now"),
        Fact.count("live objects and blocks", liveBlocks, TYPES.size() + " types"),
        Fact.bytes("leaked", liveBytes / 11, "52 groups"),
        Fact.text("threads", "5 heaps", "4 threads and a stripe"));
  }

  private TypeTable types() {
    List<TypeTable.Row> rows = new ArrayList<>();
    for (int type = 0; type < TYPES.size(); type++) {
      rows.add(new TypeTable.Row(type, countOfType[type], bytesOfType[type]));
    }
    return new TypeTable("Every live object and block of every thread, counted.", rows);
  }

  private LeakTable leaks() {
    List<LeakTable.Group> groups = new ArrayList<>();
    for (int i = 0; i < 52; i++) {
      int type = 1 + i % (TYPES.size() - 1);
      LeakTable.Kind kind = KINDS.get(i % KINDS.size());
      groups.add(
          new LeakTable.Group(
              kind,
              TYPES.get(type),
              900 / (i + 1) + 1,
              1_500_000L / (i + 1),
              kind == LeakTable.Kind.DIRECT ? 40L * i : 0,
              kind == LeakTable.Kind.DIRECT ? 3_100L * i : 0,
              i % 7 == 6 ? List.of() : List.of(sites.get(i % 40), sites.get((i + 3) % 40)),
              chain(kind, i),
              i % 4 == 0 ? "Estimated from 31 sampled objects: between 640 and 1,100." : ""));
    }
    return new LeakTable("What nobody will delete any more, by who leads to it.", groups);
  }

  private List<LeakTable.Link> chain(LeakTable.Kind kind, int i) {
    if (kind == LeakTable.Kind.DIRECT || kind == LeakTable.Kind.UNKNOWN) {
      return List.of();
    }
    String address = "0x7e345000" + (1 + i % 7) + "000";
    return List.of(
        new LeakTable.Link(
            "", kind == LeakTable.Kind.REACHABLE ? "root sessions" : "shop.Basket", ""),
        new LeakTable.Link("lines", "shop.OrderLine[]", address),
        new LeakTable.Link("[3].product", "shop.Product", address),
        new LeakTable.Link("price", "shop.Price", ""));
  }

  private Fragmentation fragmentation() {
    long free = heldBytes - liveBytes;
    List<Long> steps = new ArrayList<>();
    for (long slabs : fill) {
      steps.add(slabs);
    }
    List<Fragmentation.SizeClass> classes = new ArrayList<>();
    for (int size : BLOCK_BYTES) {
      long slabs = slabCount / BLOCK_BYTES.length;
      long capacity = slabs * (GRANULE / size);
      classes.add(
          new Fragmentation.SizeClass(
              size, size < 200, slabs, capacity * 2 / 3, capacity, slabs * GRANULE));
    }
    return new Fragmentation(
        "What is held from the system, and which part of it is in use.",
        List.of(
            new Fragmentation.Part("in use", liveBytes, "by live objects and blocks"),
            new Fragmentation.Part("cached", free / 6, "in the magazines of threads"),
            new Fragmentation.Part("freed remotely", free / 20, "until the owner collects them"),
            new Fragmentation.Part("free in slabs", free / 2, "for blocks of the slab's size"),
            new Fragmentation.Part("tails", free / 40, "too short for a block")),
        steps,
        classes);
  }

  private TimeLine usage() {
    List<Double> moments = new ArrayList<>();
    List<Double> inUse = new ArrayList<>();
    List<Double> held = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double bytes = liveBytes * (0.3 + 0.7 * i / 300 + 0.08 * Math.sin(i / 9.0));
      moments.add(i * 2.0);
      inUse.add(bytes);
      held.add(bytes * 1.18 + heldBytes * 0.05);
    }
    return new TimeLine(
        "usage",
        "Usage over time",
        "Sampled every two seconds.",
        "time",
        "seconds",
        "bytes",
        moments,
        List.of(new TimeLine.Series("in use", inUse), new TimeLine.Series("held", held)));
  }
}
