// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says how much of a population has which origin, where the origin of all or only of a sample is
/// known.
///
/// A *population* is counted exactly: say, the live objects of a type. Of its members some are
/// recorded, each with an origin (a site, a thread, an age) and a weight. If all are recorded, the
/// shares of the origins are exact. If a sample is, an origin's share is estimated by its part of
/// the sample's weight:
///
/// ```
///   share = population · (sampled weight of the origin / sampled weight of the population)
/// ```
///
/// Whether a block is sampled depends on its size and on chance, not on its origin, so that the
/// number of an origin's samples is binomial. [Share#low()] and [Share#high()] are Wilson's score
/// interval for that, at 95 % (E. B. Wilson, *Probable inference*, JASA 22, 1927), which is honest
/// about few samples, too.
///
/// Shares are rounded such that they add up to the population.
///
/// Not for several threads at once.
public final class Attribution {
  /// The origin of what was not recorded.
  public static final int UNKNOWN = -1;

  private static final double Z = 1.96;

  private final int measures;
  private final List<Population> populations = new ArrayList<>();

  /// How much of a population has an origin.
  ///
  /// @param origin the origin, or [#UNKNOWN]
  /// @param count how many members: exact, or the estimate
  /// @param sums of each measure: exact, or estimates
  /// @param low the least count that the sample allows for, at 95 %
  /// @param high the largest
  /// @param samples how many members it was seen of
  /// @param exact whether it is not an estimate
  public record Share(
      int origin, long count, List<Long> sums, long low, long high, long samples, boolean exact) {

    /// Copies the list.
    public Share {
      sums = List.copyOf(sums);
    }
  }

  /// What was seen of an origin.
  private static final class Seen {
    final int origin;
    final double[] weighted;
    double weight;
    double squaredWeight;
    long samples;

    Seen(int origin, int measures) {
      this.origin = origin;
      weighted = new double[measures];
    }
  }

  private static final class Population {
    final Map<Integer, Seen> seen = new HashMap<>();
    final long[] sums;
    long count;

    // Neighbours in a heap are alike.
    @Nullable Seen last;

    Population(int measures) {
      sums = new long[measures];
    }

    Seen seen(int origin) {
      Seen known = last;
      if (known == null || known.origin != origin) {
        known = seen.computeIfAbsent(origin, it -> new Seen(it, sums.length));
        last = known;
      }
      return known;
    }
  }

  /// Returns what sizes of about the same have in common: the power of two below. Members whose
  /// sizes differ more are better two populations. Large ones are sampled seldom for their bytes,
  /// so that a few of them would be taken for many small ones; and where there is one population
  /// for each size, there are sizes that no sample is of.
  public static int aboutSize(long blockBytes) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(blockBytes);
  }

  /// Makes one without populations.
  ///
  /// @param measures how many numbers each member has
  public Attribution(int measures) {
    this.measures = measures;
  }

  /// Adds a population.
  ///
  /// @return its number: the first is 0
  public int addPopulation() {
    populations.add(new Population(measures));
    return populations.size() - 1;
  }

  /// Returns how many populations there are.
  public int populations() {
    return populations.size();
  }

  /// Counts a member that is not recorded.
  ///
  /// @param numbers of each measure
  public void add(int population, long... numbers) {
    Population counted = populations.get(population);
    counted.count++;
    for (int i = 0; i < measures; i++) {
      counted.sums[i] += numbers[i];
    }
  }

  /// Counts a member that is recorded.
  ///
  /// @param origin not negative
  /// @param weight how many members it stands for, positive
  /// @param numbers of each measure
  public void addRecorded(int population, int origin, double weight, long... numbers) {
    add(population, numbers);
    Seen seen = populations.get(population).seen(origin);
    seen.samples++;
    seen.weight += weight;
    seen.squaredWeight += weight * weight;
    for (int i = 0; i < measures; i++) {
      seen.weighted[i] += weight * numbers[i];
    }
  }

  /// Returns how many members a population has.
  public long count(int population) {
    return populations.get(population).count;
  }

  /// Returns the shares of a population, which add up to it.
  ///
  /// @param recordsAll whether every member ought to be recorded: what is not is of unknown origin,
  ///   and not like the others
  public List<Share> shares(int population, boolean recordsAll) {
    Population counted = populations.get(population);
    if (counted.count == 0) {
      return List.of();
    }
    List<Seen> seen = new ArrayList<>(counted.seen.values());
    seen.sort(Comparator.comparingInt(it -> it.origin));
    if (recordsAll) {
      return exact(counted, seen);
    }
    return seen.isEmpty()
        ? List.of(
            new Share(
                UNKNOWN, counted.count, list(counted.sums), counted.count, counted.count, 0, true))
        : estimated(counted, seen);
  }

  private List<Share> exact(Population counted, List<Seen> seen) {
    List<Share> shares = new ArrayList<>();
    long restCount = counted.count;
    long[] rest = counted.sums.clone();
    for (Seen it : seen) {
      long[] sums = new long[measures];
      for (int i = 0; i < measures; i++) {
        sums[i] = Math.round(it.weighted[i]);
        rest[i] -= sums[i];
      }
      restCount -= it.samples;
      shares.add(
          new Share(it.origin, it.samples, list(sums), it.samples, it.samples, it.samples, true));
    }
    if (restCount > 0) {
      shares.add(new Share(UNKNOWN, restCount, list(rest), restCount, restCount, 0, true));
    }
    return shares;
  }

  private List<Share> estimated(Population counted, List<Seen> seen) {
    long[] counts = split(counted.count, seen.stream().mapToDouble(it -> it.weight).toArray());
    long[][] sums = new long[measures][];
    for (int i = 0; i < measures; i++) {
      int measure = i;
      sums[i] =
          split(counted.sums[i], seen.stream().mapToDouble(it -> it.weighted[measure]).toArray());
    }
    double weight = seen.stream().mapToDouble(it -> it.weight).sum();
    double squared = seen.stream().mapToDouble(it -> it.squaredWeight).sum();
    double effectiveSamples = weight * weight / squared;
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      Seen it = seen.get(i);
      long[] own = new long[measures];
      for (int m = 0; m < measures; m++) {
        own[m] = sums[m][i];
      }
      boolean exact = weight >= counted.count && allRecorded(seen, counted.count);
      double[] interval = wilson(it.weight / weight, effectiveSamples);
      long low = exact ? counts[i] : Math.max(it.samples, floor(counted.count, interval[0]));
      long high = exact ? counts[i] : ceil(counted.count, interval[1]);
      shares.add(
          new Share(
              it.origin,
              counts[i],
              list(own),
              Math.min(low, counts[i]),
              Math.max(high, counts[i]),
              it.samples,
              exact));
    }
    return shares;
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static boolean allRecorded(List<Seen> seen, long count) {
    return seen.stream().mapToLong(it -> it.samples).sum() == count;
  }

  private static long floor(long count, double part) {
    return (long) Math.floor(count * part);
  }

  private static long ceil(long count, double part) {
    return (long) Math.ceil(count * part);
  }

  private static double[] wilson(double part, double samples) {
    double z2 = Z * Z / samples;
    double middle = (part + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(part * (1 - part) / samples + z2 / (4 * samples));
    return new double[] {Math.max(0, middle - half), Math.min(1, middle + half)};
  }

  /// Splits a whole in proportion to weights, by largest remainders: the parts add up to it.
  static long[] split(long whole, double[] weights) {
    double sum = Arrays.stream(weights).sum();
    long[] parts = new long[weights.length];
    double[] remainders = new double[weights.length];
    long rest = whole;
    for (int i = 0; i < weights.length; i++) {
      double exact = sum == 0 ? (double) whole / weights.length : whole * (weights[i] / sum);
      parts[i] = Math.min(rest, (long) Math.floor(exact));
      remainders[i] = exact - parts[i];
      rest -= parts[i];
    }
    while (rest > 0) {
      int largest = 0;
      for (int i = 1; i < remainders.length; i++) {
        largest = remainders[i] > remainders[largest] ? i : largest;
      }
      parts[largest]++;
      remainders[largest]--;
      rest--;
    }
    return parts;
  }
}
