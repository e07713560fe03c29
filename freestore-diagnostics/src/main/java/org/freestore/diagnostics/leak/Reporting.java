// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.freestore.ObjectKind;
import org.freestore.diagnostics.leak.LeakReport.Old;
import org.freestore.diagnostics.leak.LeakReport.Total;
import org.freestore.diagnostics.snapshot.Attribution;
import org.freestore.diagnostics.snapshot.Attribution.Share;
import org.freestore.diagnostics.snapshot.Blocks;
import org.freestore.diagnostics.snapshot.Shape;
import org.freestore.diagnostics.snapshot.Site;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.StoreSnapshot;
import org.jspecify.annotations.Nullable;

/// Puts a [LeakReport] together: classifies, counts each block once, attributes counts to sites.
final class Reporting {
  private static final int BYTES = 0;
  private static final int HELD_COUNT = 1;
  private static final int HELD_BYTES = 2;
  private static final int MOST_ADDRESSES = 3;
  private static final long[] NOTHING = new long[2];
  private static final int MOST_OLD = 5;
  private static final Reach[] REACHES = Reach.values();

  private final Snapshot snapshot;
  private final Blocks blocks;
  private final LeakOptions options;
  private final SuppressedBlocks suppressed;
  private final Classification classes;
  private final @Nullable Known known;

  private final Map<Reach, Total> totals = new EnumMap<>(Reach.class);
  private final Attribution attribution = new Attribution(3);
  private final Map<Population, Integer> populations = new LinkedHashMap<>();
  private final Sites sites;
  private final Map<Long, Details> details = new HashMap<>();

  // Neighbours in a heap are alike.
  private @Nullable Details last;
  private long lastKey;

  private final List<Details> reported = new ArrayList<>();
  private final Map<Integer, String> cycleOf = new HashMap<>();
  private final Map<Integer, long[]> held = new HashMap<>();

  /// What is counted together, whatever its sites.
  ///
  /// @param store its number in the snapshot
  /// @param aboutSize as [Attribution#aboutSize(long)]
  private record Population(
      int store, Reach reach, String typeName, ObjectKind kind, int aboutSize, String cycle) {}

  /// What one would like to know of some members of a group.
  private static final class Details {
    final List<Long> addresses = new ArrayList<>();
    @Nullable Instant oldest;
    int oldestBlock;

    Details older(Details other) {
      boolean isOlder = oldest != null && (other.oldest == null || !other.oldest.isBefore(oldest));
      return isOlder ? this : other;
    }
  }

  /// What is one group: raw blocks and arrays of all sizes together.
  private record Likeness(
      int store, Reach reach, String typeName, ObjectKind kind, String cycle, Site site) {
    static Likeness of(Population part, Site site) {
      return new Likeness(part.store, part.reach, part.typeName, part.kind, part.cycle, site);
    }
  }

  /// A group, or what is of one size in it.
  private record Part(LeakGroup group, Details details) {
    Part plus(Part other) {
      return new Part(group.plus(other.group, MOST_ADDRESSES), details.older(other.details));
    }
  }

  Reporting(Snapshot snapshot, LeakOptions options) {
    this.snapshot = snapshot;
    this.options = options;
    blocks = snapshot.blocks();
    suppressed = new SuppressedBlocks(snapshot, options.suppressions());
    classes = Classification.of(snapshot, suppressed::test);
    known = options.since() == null ? null : new Known(options.since());
    sites = new Sites(options.frames());
  }

  LeakReport report() {
    nameCycles();
    sumUpHeld();
    for (int store = 0; store < snapshot.stores().size(); store++) {
      String name = snapshot.stores().get(store).name();
      if (options.storeName() == null || name.equals(options.storeName())) {
        count(store);
      }
    }
    List<LeakGroup> groups = groups();
    return new LeakReport(
        snapshot,
        options,
        groups,
        totals,
        suppressed.used(),
        Temporary.of(snapshot, options.storeName()),
        oldest());
  }

  private void nameCycles() {
    CycleNames names = new CycleNames(classes.graph());
    for (int[] ring : classes.cycles()) {
      String name = names.name(ring);
      for (int block : ring) {
        cycleOf.put(block, name);
      }
    }
  }

  /// What is not new does not count as held either.
  private void sumUpHeld() {
    for (int block = 0; block < blocks.count(); block++) {
      int holder = classes.holder(block);
      if (holder != Classification.NOBODY && classes.reach(block).isLeak() && isNew(block)) {
        long[] sum = held.computeIfAbsent(holder, _ -> new long[2]);
        sum[0]++;
        sum[1] += blocks.blockBytes(block);
      }
    }
  }

  private boolean isNew(int block) {
    return known == null || !known.contains(snapshot, block);
  }

  @SuppressWarnings("EnumOrdinal") // lives as long as this method
  private void count(int store) {
    StoreSnapshot counted = snapshot.stores().get(store);
    int[] plain = new int[blocks.shapes().size() * REACHES.length];
    long[] counts = new long[REACHES.length];
    long[] bytes = new long[REACHES.length];
    for (int block = counted.from(); block < counted.to(); block++) {
      if (isNew(block)) {
        Reach reach = classes.reach(block);
        counts[reach.ordinal()]++;
        bytes[reach.ordinal()] += blocks.blockBytes(block);
        if (reach.isLeak()) {
          count(block, population(store, block, reach, plain));
        }
      }
    }
    for (Reach reach : REACHES) {
      add(reach, counts[reach.ordinal()], bytes[reach.ordinal()]);
    }
  }

  private void add(Reach reach, long count, long byteSize) {
    totals.merge(reach, new Total(count, byteSize), (a, b) -> a.plus(b.count(), b.byteSize()));
  }

  @SuppressWarnings("EnumOrdinal") // lives as long as this object
  private int population(int store, int block, Reach reach, int[] plain) {
    if (reach == Reach.CYCLE) {
      return population(store, block, reach, cycleOf.getOrDefault(block, ""));
    }
    int index = blocks.shapeNumber(block) * REACHES.length + reach.ordinal();
    if (plain[index] == 0) {
      plain[index] = population(store, block, reach, "") + 1;
    }
    return plain[index] - 1;
  }

  private int population(int store, int block, Reach reach, String cycle) {
    Shape shape = blocks.shape(block);
    Population key =
        new Population(
            store,
            reach,
            shape.typeName(),
            shape.kind(),
            Attribution.aboutSize(shape.blockBytes()),
            cycle);
    return populations.computeIfAbsent(key, _ -> attribution.addPopulation());
  }

  private void count(int block, int population) {
    long[] holds = held.isEmpty() ? NOTHING : held.getOrDefault(block, NOTHING);
    long bytes = blocks.blockBytes(block);
    if (!blocks.isRecorded(block)) {
      attribution.add(population, bytes, holds[0], holds[1]);
      remember(block, population, Attribution.UNKNOWN);
      return;
    }
    int site = sites.number(blocks.site(block));
    attribution.addRecorded(population, site, blocks.weight(block), bytes, holds[0], holds[1]);
    remember(block, population, site);
  }

  private void remember(int block, int population, int site) {
    long key = (long) population << 32 | site + 1;
    if (last == null || key != lastKey) {
      last = details.computeIfAbsent(key, _ -> new Details());
      lastKey = key;
    }
    Details known = last;
    if (known.addresses.size() < MOST_ADDRESSES) {
      known.addresses.add(blocks.address(block));
    }
    Instant at = blocks.allocatedAt(block);
    if (at != null && (known.oldest == null || at.isBefore(known.oldest))) {
      known.oldest = at;
      known.oldestBlock = block;
    }
  }

  /// Returns the oldest of each group of direct leaks and cycles, of those that have the oldest.
  private List<Old> oldest() {
    return reported.stream()
        .filter(it -> it.oldest != null)
        .sorted(Comparator.comparing(it -> Objects.requireNonNull(it.oldest)))
        .limit(MOST_OLD)
        .map(this::old)
        .toList();
  }

  private Old old(Details known) {
    int block = known.oldestBlock;
    return new Old(
        blocks.address(block),
        blocks.shape(block).words(),
        blocks.site(block),
        String.valueOf(blocks.threadName(block)),
        Objects.requireNonNull(known.oldest));
  }

  private List<LeakGroup> groups() {
    Map<Likeness, Part> parts = new LinkedHashMap<>();
    populations.forEach((population, number) -> {
      for (Share share : attribution.shares(number, store(population).recordsAll())) {
        Part part = part(population, number, share);
        if (part.group.count() > 0) {
          parts.merge(Likeness.of(population, part.group.site()), part, Part::plus);
        }
      }
    });
    List<LeakGroup> groups = new ArrayList<>();
    for (Part part : parts.values()) {
      if (!isSuppressed(part.group)) {
        groups.add(part.group);
        if (part.group.reach() != Reach.INDIRECT) {
          reported.add(part.details);
        }
      }
    }
    groups.sort(
        Comparator.comparing((LeakGroup group) -> group.reach() == Reach.INDIRECT)
            .thenComparingLong(group -> -group.totalBytes())
            .thenComparing(LeakGroup::typeName)
            .thenComparing(LeakGroup::kind)
            .thenComparing(group -> group.site().toString())
            .thenComparing(LeakGroup::storeName));
    return groups;
  }

  private StoreSnapshot store(Population population) {
    return snapshot.stores().get(population.store());
  }

  private Part part(Population population, int number, Share share) {
    Details known = details.getOrDefault((long) number << 32 | share.origin() + 1, new Details());
    LeakGroup group =
        new LeakGroup(
            store(population).name(),
            population.reach(),
            population.typeName(),
            population.kind(),
            population.cycle(),
            share.origin() == Attribution.UNKNOWN ? Site.UNKNOWN : sites.site(share.origin()),
            share.count(),
            share.sums().get(BYTES),
            share.sums().get(HELD_COUNT),
            share.sums().get(HELD_BYTES),
            share.low(),
            share.high(),
            share.samples(),
            share.exact(),
            known.addresses,
            known.oldest);
    return new Part(group, known);
  }

  /// Of a sample, only those blocks are known to be suppressed that were sampled: the estimate of
  /// their site is.
  private boolean isSuppressed(LeakGroup group) {
    Optional<String> template = options.suppressions().match(group.typeName(), group.site());
    if (template.isEmpty()) {
      return false;
    }
    suppressed.use(template.get(), group.count(), group.byteSize());
    add(group.reach(), -group.count(), -group.byteSize());
    add(Reach.SUPPRESSED, group.count(), group.byteSize());
    return true;
  }

  /// Sites, cut to as many frames as are to be compared, as numbers.
  private static final class Sites {
    private final int frames;
    private final IdentityHashMap<Site, Integer> ofWhole = new IdentityHashMap<>();
    private final Map<Site, Integer> numbers = new HashMap<>();
    private final List<Site> sites = new ArrayList<>();

    Sites(int frames) {
      this.frames = frames;
    }

    int number(Site whole) {
      return ofWhole.computeIfAbsent(whole, this::numberOfCut);
    }

    private int numberOfCut(Site whole) {
      return numbers.computeIfAbsent(
          whole.innermost(frames),
          cut -> {
            sites.add(cut);
            return sites.size() - 1;
          });
    }

    Site site(int number) {
      return sites.get(number);
    }
  }

  /// What was live before. An object is known by its reference; a raw block by its address, unless
  /// it is recorded that it was allocated later.
  private record Known(Snapshot before) {
    boolean contains(Snapshot now, int block) {
      Blocks current = now.blocks();
      if (current.reference(block) != 0) {
        return before.blocks().find(current.reference(block)) >= 0;
      }
      Instant at = current.allocatedAt(block);
      boolean younger = at != null && at.isAfter(before.takenAt());
      return !younger && before.blocks().findRaw(current.address(block)) >= 0;
    }
  }
}
